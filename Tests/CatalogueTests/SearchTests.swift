// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import TestKit
import Testing

@Suite("Searching items", .withoutDatabase)
struct SearchTests {
  /// The names found by a text in the catalogue of the project, best first.
  private func real(_ text: String) throws -> [String] {
    let day = try Day.of("2026-11-23")
    return try RealCatalogue.shelf().snapshot.find(ItemSearch(text: text), on: day)
      .map(\.item.name.zh)
  }

  private func small(_ names: [String], _ text: String) -> [String] {
    let index = SearchIndex(names.map { SearchDocument(id: $0, name: Words($0)) })
    return index.search(text).map { names[$0.document] }
  }

  @Test(
    "the food licence is found by its characters, its pinyin, its initials and its English",
    arguments: [
      "食品经营许可", "食品经营", "食品许可", "shipinjingying", "shi pin jing ying", "shipin", "spjyxk",
      "SPJYXK", "ＳＰＪＹＸＫ", "spjingyingxk", "food business", "food licence", "food license",
      "licences food", "食品經營許可", "餐馆", "奶茶店", "naicha",
    ])
  func food(text: String) throws {
    let found = try real(text)
    #expect(found.prefix(6).contains("食品经营许可（新办）"), "\(text): \(found)")
  }

  @Test("a full name finds its item first")
  func fullNames() throws {
    for file in try RealCatalogue.check().files {
      let name = file.version.name.zh
      #expect(try real(name).first == name)
    }
  }

  @Test("an item is found by its code, whole or in part")
  func codes() throws {
    let item = try #require(try RealCatalogue.check().files.first).version
    #expect(try real(item.code).first == item.name.zh)
    #expect(try real(String(item.code.suffix(9))).contains(item.name.zh))
  }

  @Test("one character finds every name that has it")
  func oneCharacter() {
    let names = ["食品经营许可", "药品经营许可", "卫生许可", "户外广告设置"]
    #expect(Set(small(names, "品")) == ["食品经营许可", "药品经营许可"])
    #expect(small(names, "户") == ["户外广告设置"])
  }

  @Test("what holds the words in one piece comes before what holds them scattered")
  func closeness() {
    let names = ["经营食品小摊点登记", "食品生产许可", "食品经营许可变更", "食品经营许可"]
    #expect(small(names, "食品经营").prefix(2) == ["食品经营许可", "食品经营许可变更"])
    #expect(small(names, "食品经营许可").first == "食品经营许可")
  }

  @Test("characters with several readings are found by each")
  func heteronyms() {
    #expect(small(["银行网点备案"], "yinhang") == ["银行网点备案"])
    #expect(small(["行政许可"], "xingzheng") == ["行政许可"])
    #expect(small(["重庆小面馆", "重点项目"], "chongqing") == ["重庆小面馆"])
    #expect(small(["绿化用地"], "lvhua") == ["绿化用地"])
    #expect(small(["绿化用地"], "luhua") == ["绿化用地"])
  }

  @Test("pinyin matches from any character on, but not inside a syllable")
  func boundaries() {
    #expect(small(["食品经营许可"], "jingying") == ["食品经营许可"])
    #expect(small(["食品经营许可"], "jyxk") == ["食品经营许可"])
    #expect(small(["食品经营许可"], "hipin") == [])
    #expect(small(["食品经营许可"], "ingying") == [])
    #expect(small(["占用挖掘城市道路"], "zhyw") == ["占用挖掘城市道路"])
  }

  @Test("what nobody offers is not found, and strange input does no harm")
  func nothing() throws {
    for text in ["", "  ", "！？…", "锟斤拷", "qqqqqqqq", "🍜", "%_'\";--", "\u{0}"] {
      #expect(try real(text).isEmpty || text.allSatisfy(\.isWhitespace), "\(text)")
    }
    let long = String(repeating: "shishi", count: 2_000) + String(repeating: "食", count: 5_000)
    _ = try real(long)
  }

  @Test("over 1,509 items a search finds what a plain scan of the names finds")
  func synthetic() {
    let names = Synthetic.names
    #expect(names.count == 1_509 && Set(names).count == 1_509)
    let index = SearchIndex(names.map { SearchDocument(id: $0, name: Words($0)) })
    for text in ["食品", "道路", "广告", "卫生许可", "变更", "施工许可", "学校", "备", "临时占用"] {
      let scanned = Set(names.filter { $0.contains(text) })
      let found = index.search(text).map { names[$0.document] }
      #expect(Set(found).isSuperset(of: scanned), "\(text)")
      // Names that hold the text as it is come before all others.
      #expect(Set(found.prefix(scanned.count)) == scanned, "\(text)")
    }
  }

  @Test("the same search always gives the same order")
  func stable() {
    let index = SearchIndex(Synthetic.names.map { SearchDocument(id: $0, name: Words($0)) })
    for text in ["许可", "spjy", "备案", "shigong"] {
      #expect(index.search(text) == index.search(text))
    }
  }
}

/// 1,509 names like those of a district's catalogue.
enum Synthetic {
  static let names: [String] = {
    let things = [
      "食品经营", "药品零售", "公共场所卫生", "医疗机构执业", "放射诊疗", "户外广告设置", "店招牌匾", "建筑工程施工",
      "临时占用城市道路", "挖掘城市道路", "夜间建筑施工", "城镇污水排入排水管网", "民办学校办学", "校外培训机构", "劳务派遣经营",
      "人力资源服务", "企业登记", "个体工商户登记", "特种设备使用登记", "烟草专卖零售", "出版物零售", "营业性演出", "娱乐场所经营",
      "互联网上网服务营业场所", "歌舞娱乐场所", "体育场馆高危险性项目", "社会团体成立登记", "民办非企业单位登记", "殡葬设施建设", "养老机构备案",
      "动物防疫条件", "兽药经营", "种子生产经营", "水土保持方案", "取水", "河道管理范围内建设项目", "防雷装置设计审核", "燃气经营", "供热经营",
      "房屋建筑竣工验收备案", "商品房预售", "物业服务备案", "城市建筑垃圾处置", "古树名木迁移", "砍伐城市树木", "改变绿化规划", "消防设计审查",
      "公众聚集场所营业前消防安全检查", "危险化学品经营", "烟花爆竹零售",
    ]
    let acts = [
      "许可", "许可变更", "许可延续", "许可注销", "许可补证", "审批", "核准", "备案", "备案变更", "备案注销", "确认", "登记证核发",
      "年度报告", "信息查询", "证明开具", "资格认定", "延期申请", "撤回申请", "名称变更", "法定代表人变更", "地址变更", "范围变更",
      "换证", "遗失补办", "停业报告", "恢复营业", "验收", "复核", "公示", "监督检查结果查询", "档案查询",
    ]
    return Array(things.flatMap { thing in acts.map { thing + $0 } }.prefix(1_509))
  }()
}
