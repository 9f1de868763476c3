// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import Identity
import Site

/// Whether a filing is complete and in form, checked against the version of the item that it is for.
package enum FilingRules {
  /// How many files one material may have.
  package static let filesPerMaterialMax = 20

  /// Every fault of a filing, all at once, in the order of the form; none when it can be submitted.
  package static func faults(
    of filing: Filing, for item: ItemVersion, on today: Day
  ) -> [Fault] {
    var faults = faults(of: filing.applicant, as: "applicant", on: today)
    if let agent = filing.agent { faults += self.faults(of: agent, as: "agent", on: today) }
    let missing: [Material]
    let fields: [FormField]
    do {
      missing = try filing.missing(of: item)
      fields = try Guide.fields(for: item, answers: filing.situation)
    } catch {
      return faults + error.faults.map { Fault("situation.\($0.field)", $0.phrase) }
    }
    faults += fields.flatMap { self.faults(of: filing.answers[$0.key], for: $0, on: today) }
    faults += unknown(filing.answers.keys, known: item.form.map(\.key), prefix: "answers.")
    // Also what this situation does not ask for is kept as evidence, so it has a limit.
    faults += filing.answers.filter { $0.value.count > answerLengthMax }.keys.sorted().map {
      Fault("answers.\($0)", "这一项最多 \(answerLengthMax) 个字。")
    }
    let counts = Dictionary(grouping: filing.files, by: \.material).mapValues(\.count)
    for (material, count) in counts.sorted(by: { $0.key < $1.key })
    where count > filesPerMaterialMax {
      faults.append(Fault("files.\(material)", "一项材料最多上传 \(filesPerMaterialMax) 个文件。请合并后上传。"))
    }
    for material in missing where filing.deferral == nil || material.deferral == nil {
      faults.append(Fault("files.\(material.key)", "请上传“\(material.name)”。"))
    }
    faults += unknown(
      filing.files.map(\.material) + (filing.seen ?? []), known: item.materials.map(\.key),
      prefix: "files.")
    return faults
  }

  private static func unknown(
    _ keys: some Sequence<String>, known: [String], prefix: String
  ) -> [Fault] {
    Set(keys).subtracting(known).sorted().map {
      Fault("\(prefix)\($0)", "本事项没有名为 \($0) 的项目，请删除。")
    }
  }

  /// Faults of somebody's name, code and phone.
  package static func faults(
    of party: Party, as field: String, on today: Day
  ) -> [Fault] {
    var faults: [Fault] = []
    if party.name.filter({ !$0.isWhitespace }).isEmpty {
      faults.append(Fault("\(field).name", "请填写姓名或名称。"))
    } else if party.name.count > nameLengthMax {
      faults.append(Fault("\(field).name", "姓名或名称最多 \(nameLengthMax) 个字。"))
    }
    if let fault = codeFault(party.code, on: today) {
      faults.append(Fault("\(field).code", fault))
    }
    if !isPhone(party.phone) {
      faults.append(Fault("\(field).phone", "请填写 11 位手机号，或带区号的固定电话，例如 027-00000000。"))
    }
    return faults
  }

  /// Faults of somebody whom the applicant has not named, as the fields of a form that is about nobody else: of
  /// whom the bureau hears may have no code.
  static func faults(ofOther party: Party, on today: Day) -> [Fault] {
    faults(of: party, as: "", on: today)
      .map { Fault(String($0.field.dropFirst()), $0.phrase) }
      .filter { $0.field != "code" || !party.code.isEmpty }
  }

  private static let nameLengthMax = 120

  /// What is wrong with a code that may be a person's or an entity's.
  static func codeFault(_ code: String, on today: Day) -> Phrase? {
    if (try? ResidentNumber(code, asOf: today.civil)) != nil || (try? SocialCreditCode(code)) != nil
    {
      return nil
    }
    return "请填写正确的公民身份号码或统一社会信用代码（18 位，请检查最后一位校验码）。"
  }

  /// Mobile numbers of mainland China, and landlines with an area code.
  private static func isPhone(_ text: String) -> Bool {
    let digits = text.filter { $0 != "-" && $0 != " " }
    guard digits.allSatisfy(\.isASCII), digits.allSatisfy(\.isNumber) else { return false }
    return digits.hasPrefix("1")
      ? digits.count == 11
      : (10...12).contains(digits.count)
        && digits.hasPrefix("0")
  }

  /// The longest value of any field, in characters.
  private static let answerLengthMax = 5_000

  /// The longest value of a field that names no limit of its own, in characters.
  private static let valueLengthMax = 500

  private static func faults(
    of value: String?, for field: FormField, on today: Day
  ) -> [Fault] {
    let text = (value ?? "").trimmed
    let name = "answers.\(field.key)"
    guard !text.isEmpty else {
      return field.required ? [Fault(name, "请填写“\(field.label)”。")] : []
    }
    let max = field.max ?? valueLengthMax
    guard text.count <= max else {
      return [Fault(name, "“\(field.label)”最多 \(max) 个字。")]
    }
    return format(of: text, for: field, on: today).map { [Fault(name, $0)] } ?? []
  }

  /// Up to twelve digits, and up to six after a point.
  private static func isNumber(_ text: String) -> Bool {
    let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    return areDigits && !text.hasPrefix("--") && parts.count <= 2 && parts[0].utf8.count <= 12
      && (parts.dropFirst().first?.utf8.count ?? 0) <= 6
  }

  /// What is wrong with the form of a value that is there.
  private static func format(
    of text: String, for field: FormField, on today: Day
  ) -> Phrase? {
    switch field.type {
    case .text, .area:
      return nil
    case .uscc:
      do throws(CodeFault) {
        _ = try SocialCreditCode(text)
      } catch {
        return error.phrase
      }
    case .residentID:
      do throws(CodeFault) {
        _ = try ResidentNumber(text, asOf: today.civil)
      } catch {
        return error.phrase
      }
    case .phone:
      if !isPhone(text) { return "请填写 11 位手机号，或带区号的固定电话，例如 027-00000000。" }
    case .number:
      if !isNumber(text) {
        return "“\(field.label)”应当是数字。"
      }
    case .date:
      if Day(text) == nil { return "“\(field.label)”应当是真实存在的日期，例如 2026-03-01。" }
    case .segments:
      if text.wholeMatch(of: /[A-Z]{2,4}-[0-9]{3,5}([ 、，,]+[A-Z]{2,4}-[0-9]{3,5})*/) == nil {
        return "“\(field.label)”请在道路图上选择，或者填写路段编号，例如 JH-009 JH-010。"
      }
    case .choice:
      if !field.options.contains(where: { $0.key == text }) {
        return "“\(field.label)”没有这个选项，请从列表中选择。"
      }
    }
    return nil
  }
}

extension Day {
  /// The same day as the codes know it; years beyond 9999 do not occur.
  var civil: CivilDate {
    CivilDate(year: year, month: month, day: day) ?? .earliest
  }
}
