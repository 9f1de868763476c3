// SPDX-License-Identifier: Apache-2.0

import Codes
import Site

extension CodeFault {
  /// What is wrong with a code and what to do, for the screens of both languages.
  ///
  /// The words are those of ``CodeFault/chinese`` and ``CodeFault/english``, which a test compares.
  package var phrase: Phrase {
    switch self {
    case .length(let expected, let found):
      "长度应为 \(expected) 位，现为 \(found) 位，请核对是否漏填或多填。"
    case .alphabet(let position, let found, let allowed):
      "第 \(position) 位“\(found)”不允许，此处只能是 \(allowed)，请核对（注意大写与半角）。"
    case .check(let expected, let found):
      "校验位应为 \(expected)，现为 \(found)，前面至少有一位填错，请对照原件核对。"
    case .region(let code): "行政区划代码 \(code) 不存在，请核对。"
    case .regionYear(let code, let year):
      "行政区划代码 \(code) 在 \(String(year)) 年未启用，请核对区划代码与年份。"
    case .date(let text): "日期 \(text) 不存在，请核对。"
    case .future(let text): "日期 \(text) 晚于今天，请核对。"
    case .past(let text): "日期 \(text) 过于久远，请核对。"
    case .department(let text):
      "登记管理部门与机构类别“\(text)”不在严格校验范围（应为两位数字），请核对；如确为字母类部门，请人工核验。"
    case .level(let text): "行使层级“\(text)”不存在，应为 1 至 7。"
    case .itemType(let text): "事项类型“\(text)”不存在，应为 01 至 10 或 20 以上。"
    case .structure(let expected): "格式不对，应为 \(expected)。"
    case .serial(let text): "序号“\(text)”不对，应从 1 开始。"
    case .pattern(let text): "编号规则不对：\(text)"
    }
  }
}
