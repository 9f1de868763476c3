// SPDX-License-Identifier: Apache-2.0

import Codes

extension ItemRules {
  private static let practice = "国家政务服务平台事项编码规则（C0109）、GB 32100"

  /// What the codes of an item must agree with.
  static let codeRules: [ItemRule] = [
    ItemRule(
      "C1", "实施编码为 31 位：实施主体的统一社会信用代码 18 位、行使层级 1 位、基本编码 12 位",
      "an implementation code has 31 characters: the body's social credit code 18, level 1, basic code 12",
      basis: practice
    ) { item in
      do throws(CodeFault) {
        let code = try ItemCode(item.code)
        return require(code.form == .implementation, at: "code", found: item.code)
      } catch {
        return require(false, at: "code", found: error.chinese)
      }
    },
    ItemRule(
      "C2", "实施编码的前 18 位是实施主体的统一社会信用代码，第 19 位是行使层级",
      "the code begins with the body's unified social credit code, then the level", basis: practice
    ) { item in
      require(
        item.code.hasPrefix(item.body.code + item.level.rawValue), at: "code", found: item.code)
    },
    ItemRule(
      "C3", "基本编码的第 3、4 位与事项类型一致",
      "the third and fourth characters of the basic code are the item's type", basis: practice
    ) { item in
      let type = item.code.dropFirst(21).prefix(2)
      return require(type == item.type.rawValue, at: "type", found: String(type))
    },
    ItemRule(
      "C4", "业务办理项编码为两位数字，从 01 起", "the handling code has two digits, from 01", basis: practice
    ) { item in
      let number = Int(item.handlingCode) ?? 0
      let holds = item.handlingCode.utf8.count == 2 && number > 0
      return require(holds, at: "handling_code", found: item.handlingCode)
    },
  ]
}
