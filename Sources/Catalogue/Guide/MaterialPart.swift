// SPDX-License-Identifier: Apache-2.0

import Site

/// How one material is shown, on the guide and in the list of a situation.
package enum MaterialPart {
  /// Whether it is wanted, and whether somebody else brings it.
  package static func badges(_ material: Material, _ visit: Visit) -> HTML {
    let isFetched = material.isFetched
    return """
      \(if: isFetched, UI.badge(visit.t("免提交，由本机关调取"), .good))\
      \(if: !isFetched && material.required, UI.badge(visit.t("必要"), .info))\
      \(if: !isFetched && !material.required, UI.badge(visit.t("非必要")))\
      \(if: material.deferral != nil, UI.badge(visit.t("可以容缺"), .info))
      """
  }

  /// Everything else that is told of a material.
  ///
  /// - Parameter note: one more line, for instance why it is needed.
  package static func body(
    _ material: Material, note: (name: Phrase, text: String)?, _ visit: Visit
  ) -> HTML {
    // What every material has stands on one line, so that a list of twenty can be looked over.
    let plain = [
      visit.copies(material), visit.source(material), visit.accepted(material),
      visit.t(material.grade),
    ].joined(separator: " · ")
    return """
      <p class="muted small">\(plain)</p>
      \(UI.facts([
        (note.map { visit.t($0.name) } ?? "", note.map { "\($0.text)" }),
        (visit.t("受理标准"), material.standard.map { "\(visit.pick($0))" }),
        (visit.t("填报须知"), material.fill.map { "\(visit.pick($0))" }),
        (visit.t("示例样表"), material.sample.map { "\(visit.pick($0))" }),
        (visit.t("要求提交的依据"), material.basis.map { "<span lang=\"zh-CN\">\($0)</span>" }),
      ]))
      """
  }
}
