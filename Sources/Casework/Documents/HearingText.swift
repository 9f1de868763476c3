// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

extension DocumentText {
  /// The record that a decision rests on (行政许可法 article 48 ¶2); nothing where there was no hearing.
  var hearing: HTML {
    guard let held = file.state.facts.hearing?.held,
      let record = file.state.documents.first(where: { $0.kind == .hearingRecord })
    else { return .empty }
    return """
      本机关于\(Language.zh.text(of: held.day))举行了听证，\(under("第四十八条第二款"))，\
      本决定根据听证笔录（\(record.number)）作出。
      """
  }
}
