// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// The papers of one matter as one file (卷宗): a cover, a list of contents, and the papers in order.
///
/// The list of contents has the columns of DA/T 22-2015, and the pages of the papers are numbered through.
public struct Dossier: Sendable {
  /// What the file is called by programs that show it.
  public var title: String
  /// The body that keeps it.
  public var issuer: String
  /// When it was put together, which the file bears as its date.
  public var made: Instant
  /// What stands on the cover below its heading.
  public var cover: [Sheet.Fact]
  /// The papers in order.
  public var papers: [Paper]

  /// A file of papers.
  public init(
    title: String, issuer: String, made: Instant, cover: [Sheet.Fact], papers: [Paper]
  ) {
    self.title = title
    self.issuer = issuer
    self.made = made
    self.cover = cover
    self.papers = papers
  }
}

extension Dossier {
  /// One paper, which has a line in the list of contents.
  public struct Paper: Sendable {
    /// What it is (题名).
    public var title: String
    /// Its number (文号); empty without one.
    public var number: String
    /// Who made it (责任者).
    public var author: String
    /// The day that it bears.
    public var day: Day?
    /// What is to be said of it (备注).
    public var remark: String
    /// What it consists of.
    public var contents: [Content]

    /// A paper.
    public init(
      _ title: String, number: String = "", author: String, day: Day?, remark: String = "",
      contents: [Content]
    ) {
      self.title = title
      self.number = number
      self.author = author
      self.day = day
      self.remark = remark
      self.contents = contents
    }
  }

  /// A part of a paper, which begins on a page of its own.
  public enum Content: Sendable {
    /// A document.
    case sheet(Sheet)
    /// A file that was handed in.
    case attachment(Attachment)
  }

  /// A file that was handed in, or a page of one: a JPEG or PNG is shown, of any other the name, size and digest are told
  /// in its place.
  public struct Attachment: Sendable {
    /// The name that it came with.
    public var name: String
    /// Its digest, in hexadecimal digits.
    public var digest: String
    /// Which function the digest is of: SM3.
    public var algorithm: String
    /// How many bytes it has.
    public var size: Int
    /// Why it is not shown, where whoever binds it knows; nil where the bytes tell.
    public var obstacle: String?
    /// Reads it, more than once perhaps; when it throws, the file counts as one that cannot be shown.
    public var load: @Sendable () throws -> [UInt8]

    /// A file that was handed in.
    public init(
      name: String, digest: String, algorithm: String, size: Int, obstacle: String? = nil,
      load: @escaping @Sendable () throws -> [UInt8]
    ) {
      self.name = name
      self.digest = digest
      self.algorithm = algorithm
      self.size = size
      self.obstacle = obstacle
      self.load = load
    }
  }
}

extension Dossier {
  /// How many bytes of pictures one file shows, since it is made in memory and they become a part of it.
  public static let picturesMax = 256 << 20

  /// The file as one PDF, with an outline and links from the list of contents.
  ///
  /// The same papers give the same bytes wherever the same fonts and libraries are installed. The PDF is made in
  /// memory; of the pictures, one at a time is unpacked.
  ///
  /// A character that no font has is named by its code, `[U+1F600]`: one in the name of a file that somebody handed in
  /// must not cost the whole.
  ///
  /// - Parameter picturesMax: how many bytes of pictures are shown; what has no room is listed by name, size and digest.
  /// - Throws: `fontMissing`; `pages` beyond 5,000 pages.
  public func pdf(
    _ typeface: Typeface = .noto, picturesMax: Int = Dossier.picturesMax
  ) throws(DrawingFault) -> [UInt8] {
    let setter = try Typesetter(typeface, namesUnknown: true)
    let setting = try DossierSetting(self, setter: setter, picturesMax: picturesMax)
    let writer = try PDFWriter(
      setter, PDFInformation(title: title, author: issuer, made: made))
    try writer.add(setting.cover, label: "封面")
    for page in setting.contents { try writer.add(page, label: "目录") }
    for (index, page) in setting.pages.enumerated() {
      try writer.add(page, label: String(index + 1), goal: index + 1)
    }
    return try writer.finish(outline: setting.outline)
  }
}
