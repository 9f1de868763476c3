// SPDX-License-Identifier: Apache-2.0

/// The elements inside a field, and the fields that stand outside of forms: search and filters.
extension UI {
  /// What all elements of a field share.
  private static func common(_ field: Field, _ fault: Phrase?, describe: Bool = true) -> HTML {
    """
     name="\(field.name)"\(attribute: "required", field.required)\
    \(attribute: "aria-invalid", fault == nil ? nil : "true")\
    \(attribute: "aria-describedby", describe ? described(field, fault) : nil)\
    \(attribute: "placeholder", field.placeholder)\(attribute: "autocomplete", field.autocomplete)\
    \(attribute: "autofocus", field.focus)
    """
  }

  /// An element with a label of its own.
  static func control(
    _ field: Field, _ state: FormState, _ visit: Visit, _ fault: Phrase?
  ) -> HTML {
    let shared = common(field, fault)
    let name = id(field.name)
    let value = state[field.name]
    func input(_ type: HTML, _ more: HTML = .empty, size: HTML = .empty) -> HTML {
      """
      <input class="input\(size)" id="\(name)" type="\(type)" value="\(value)"\(shared)\(more)>
      """
    }
    switch field.kind {
    case .text(let max): return input("text", limit(max))
    case .code(let max):
      return input(
        "text", limit(max) + " autocapitalize=\"characters\" spellcheck=\"false\"", size: " number")
    case .number: return input("text", " inputmode=\"decimal\"", size: " input-short")
    case .date: return input("date", size: " input-short")
    case .phone: return input("tel", size: " input-short")
    case .password(let new):
      let token: HTML = new ? "new-password" : "current-password"
      return
        """
        <input class="input" id="\(name)" type="password"\(shared) autocomplete="\(token)">
        """
    case .area(let max):
      return
        """
        <textarea class="input input-wide" id="\(name)" rows="4"\(shared)\(limit(max))>
        \(value)</textarea>
        """
    case .file(let accept, let maxMB, let several):
      let types = accept.map { "." + $0 }.joined(separator: ",")
      let tooLarge = visit.t("文件超过 \(maxMB) MB，请压缩后重新选择。")
      return """
        <input class="input" id="\(name)" type="file"\(shared) accept="\(types)" \
        data-max="\(maxMB * 1024 * 1024)" data-message="\(tooLarge)"\
        \(attribute: "multiple", several)>
        """
    case .choice(let options), .list(let options), .either(let options), .several(let options):
      let entries = options.map { entry($0, chosen: state.has(field.name, $0.value)) }
      return """
        <select class="input" id="\(name)"\(shared)>\
        \(if: !field.required || value.isEmpty, "<option value=\"\">\(visit.t("请选择"))</option>")\
        \(entries)</select>
        """
    case .check: return .empty
    }
  }

  private static func entry(_ option: Option, chosen: Bool) -> HTML {
    """
    <option value="\(option.value)"\(attribute: "selected", chosen)>\(option.label)</option>
    """
  }

  private static func limit(_ max: Int?) -> HTML {
    guard let max else { return .empty }
    return " maxlength=\"\(max)\""
  }

  /// The answers of a field that is a group of its own.
  static func choices(_ field: Field, _ state: FormState, _ visit: Visit) -> HTML {
    let (type, row, options): (HTML, Bool, [Option]) =
      switch field.kind {
      case .several(let options): ("checkbox", false, options)
      case .either(let options): ("radio", true, options)
      case .choice(let options): ("radio", false, options)
      default: ("radio", false, [])
      }
    let required = field.required && type == "radio"
    let boxes = options.map { option -> HTML in
      """
      <label class="choice"><input type="\(type)" name="\(field.name)" value="\(option.value)"\
      \(attribute: "checked", state.has(field.name, option.value))\
      \(attribute: "required", required)>\
      <span>\(option.label)\(with: option.help, { "<small>\($0)</small>" })</span></label>
      """
    }
    return "<div class=\"choices\(if: row, " choices-row")\">\(boxes)</div>"
  }

  /// One box to tick, with its label beside it; it sends `true`.
  static func tick(_ field: Field, _ state: FormState, _ visit: Visit, _ fault: Phrase?) -> HTML {
    """
    <label class="choice"><input type="checkbox" id="\(id(field.name))" value="true"\
    \(attribute: "checked", state.has(field.name, "true"))\(common(field, fault))>\
    <span>\(field.label)</span></label>
    """
  }

  /// A box to search with, sent by GET.
  ///
  /// - Parameters:
  ///   - name: The name in the query string.
  ///   - suggest: A path that answers `?q=` with JSON `[{"title","path","note"}]`, which a
  ///     script shows.
  ///   - focus: Whether the page opens with the keys in it.
  package static func search(
    _ action: String, name: String = "q", value: String?, placeholder: String,
    suggest: String? = nil, small: Bool = false, focus: Bool = false, _ visit: Visit
  ) -> HTML {
    """
    <form class="search\(if: small, " search-small")" role="search" method="get" \
    action="\(action)">\
    <label class="hush" for="search-\(name)">\(placeholder)</label>\
    <input id="search-\(name)" type="search" name="\(name)" value="\(value)" \
    placeholder="\(placeholder)" maxlength="100" autocomplete="off"\
    \(attribute: "data-suggest", suggest)\(attribute: "autofocus", focus)>\
    <button class="button button-primary" type="submit">\(visit.t("搜索"))</button></form>
    """
  }

  /// One list to narrow a list by.
  package struct Filter: Sendable {
    let name: String
    let label: String
    let options: [Option]

    /// - Parameter options: Without the entry for all, which is added.
    package init(_ name: String, _ label: String, _ options: [Option]) {
      self.name = name
      self.label = label
      self.options = options
    }
  }

  /// A search box and lists that narrow a list, sent by GET.
  ///
  /// What is chosen comes from the query string.
  ///
  /// - Parameter kept: Names in the query string that stay as they are.
  package static func filters(
    _ action: String, search: String?, _ filters: [Filter], keeping kept: [String] = [],
    _ visit: Visit
  ) -> HTML {
    let box = search.map { label -> HTML in
      """
      <div class="field field-grow"><label class="field-label" for="by-q">\(label)</label>\
      <input class="input input-wide" id="by-q" type="search" name="q" \
      value="\(visit.query("q"))"></div>
      """
    }
    let hidden = kept.compactMap { name in
      visit.query(name).map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" as HTML }
    }
    return """
      <form class="filters" method="get" action="\(action)">\(hidden)\(box)\
      \(each: filters, { filter($0, visit) })\
      <button class="button" type="submit">\(visit.t("筛选"))</button></form>
      """
  }

  private static func filter(_ filter: Filter, _ visit: Visit) -> HTML {
    let chosen = visit.query(filter.name)
    let entries = filter.options.map { entry($0, chosen: $0.value == chosen) }
    return """
      <div class="field"><label class="field-label" for="by-\(filter.name)">\(filter.label)</label>\
      <select class="input" id="by-\(filter.name)" name="\(filter.name)">\
      <option value="">\(visit.t("全部"))</option>\(entries)</select></div>
      """
  }
}

extension UI.Field {
  /// Whether it is a group of boxes with a legend, rather than one element with a label.
  var isGroup: Bool {
    switch kind {
    case .several, .either: true
    case .choice(let options): options.count <= 7
    default: false
    }
  }
}
