// SPDX-License-Identifier: Apache-2.0

import FEEL

/// The text of a kind of document, with places that are filled in from the matter it is about.
///
/// ```
/// title: 受理通知书
/// to: {{ 申请人 }}
/// seal: 行政审批受理专用章
/// check: 办件编号 {{ 办件编号 }}
/// footer: 本文书一式两份，申请人、行政机关各存一份。
///
/// 你（单位）提出的**{{ 事项 }}**申请收悉。{{#if 视为受理}}……{{else}}……{{/if}}
///
/// ## 收到的材料
/// | 序号 | 材料名称 |
/// |---|---|
/// {{#each 材料}}
/// | {{ index }} | {{ 名称 }} |
/// {{/each}}
/// ```
///
/// Above the first blank line stand the fields of the head, below it the text: paragraphs, `## ` headings, `- ` numbered
/// entries, `> ` remarks, and rows in `|`: a row with `|---|` below it is the head of a table, two cells without one are a
/// name and its value. Lines of a paragraph are joined. `**` makes bold, `\` takes the next sign literally. Within
/// `{{#each list}}` the entries of an element are names, `item` is the element and `index` counts from 1.
///
/// What a value says is text: it can neither begin a heading nor close a table. A template is read and checked
/// once; it is a value, safe on any thread.
public struct Template: Sendable {
  /// How long a template may be, in UTF-8 bytes.
  public static let lengthMax = 64 * 1024
  /// How deeply conditions and repetitions may lie in each other.
  public static let depthMax = 12
  /// How many places a template may have.
  public static let placesMax = 1000

  /// The text as given.
  public let text: String
  /// The head's fields, and the text as parts to be filled in.
  let head: [Field: [Inline]]
  let body: [Node]
  /// What its expressions may read.
  let names: Names

  /// Reads and checks a template.
  ///
  /// - Parameter names: what its expressions may read, with their types as far as they are known.
  /// - Throws: everything that is wrong with it, in the order of the text.
  public init(_ text: String, names: Names) throws(TemplateFaults) {
    var reader = TemplateReader(text, names: names)
    (head, body) = try reader.read()
    self.text = text
    self.names = names
  }

  /// A field of the head.
  public enum Field: String, Sendable, CaseIterable {
    /// What the document is called; every template has it.
    case title
    /// Whom it speaks to.
    case to
    /// The words of the special seal; 公章 is the seal of the body itself.
    case seal
    /// How the document is checked.
    case check
    /// What stands at its foot.
    case footer
  }
}

/// What is wrong with a template: all of it.
public struct TemplateFaults: Error, Sendable, Hashable {
  /// At least one fault, in the order of the text.
  public let faults: [TemplateFault]
}
