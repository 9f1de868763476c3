// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import Identity
import Journal
import SQL
import ShangMi
import Site

/// Papers that another room has of a case: its licence.
package struct CaseAnnex: Sendable {
  /// The papers that somebody may see who has opened the case.
  package let papers: @Sendable (CaseFile, Actor) async throws -> [Dossier.Paper]

  package init(
    papers: @escaping @Sendable (CaseFile, Actor) async throws -> [Dossier.Paper]
  ) {
    self.papers = papers
  }
}

extension CaseDesk {
  /// All papers of an opened case (卷宗), in the order in which a file is bound: the application and its materials, the
  /// documents as they were issued, for the bureau with its opinions before the decision, and the licence before its
  /// delivery.
  ///
  /// - Parameter isWhole: Whether identity numbers and telephones of others are written whole, as in the archive.
  package func dossier(
    of file: CaseFile, for actor: Actor, isWhole: Bool = false
  ) async throws -> Dossier {
    let sheets = Dictionary(
      try await sheets(of: file).map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    var annexes: [Dossier.Paper] = []
    for annex in self.annexes { annexes += try await annex.papers(file, actor) }
    let promise = try await promisePapers(of: file, for: actor)
    let papers = DossierPapers(
      file: file, isFull: isWhole || file.isOwn(of: actor), isStaff: actor.isStaff,
      sheets: sheets, annexes: annexes, promise: promise, store: files,
      pages: try await pages(of: file))
    return Dossier(
      title: "案卷 \(file.row.number)", issuer: file.item.body.name,
      made: file.history.last?.moment.at ?? file.row.updatedAt, cover: papers.cover,
      papers: papers.all)
  }
}

extension CaseDesk {
  /// The pages of the PDFs that were filed, by their digest; what they have together is limited, since they are held in
  /// memory until the file is made.
  private func pages(of file: CaseFile) async throws -> [Digest: BoundPDF] {
    let earlier = file.history.compactMap(\.event.filing).compactMap(file.filing)
    let filed = ([file.filing].compactMap(\.self) + earlier).flatMap(\.files)
    let (store, digests) = (files, filed.filter { $0.kind == .pdf }.map(\.digest))
    return try await aside {
      var room = Dossier.picturesMax
      var bound: [Digest: BoundPDF] = [:]
      for digest in digests where bound[digest] == nil {
        let read = Result { () throws(PDFPages.Obstacle) in
          try PDFPages.read(store.url(of: digest), room: room)
        }
        if case .success(let pages) = read { room -= pages.reduce(0) { $0 + $1.count } }
        bound[digest] = read
      }
      return bound
    }
  }
}

/// The pages of a PDF, or why there are none.
typealias BoundPDF = Result<[[UInt8]], PDFPages.Obstacle>

/// The papers of a case, one after the other.
struct DossierPapers {
  let file: CaseFile
  /// Whether identity numbers and telephones are written whole.
  let isFull: Bool
  /// The words of an opinion are the bureau's own affair.
  let isStaff: Bool
  /// The documents by their numbers.
  let sheets: [String: Sheet]
  let annexes: [Dossier.Paper]
  /// What the bureau wrote about a commitment after the grant.
  let promise: [Dossier.Paper]
  let store: FileStore
  /// The pages of the PDFs.
  let pages: [Digest: BoundPDF]

  private var applicant: String { file.filing?.applicant.name ?? "" }
  private var issuer: String { file.item.body.name }

  var cover: [Sheet.Fact] {
    let from = file.row.receivedAt.day.chinese
    let until = file.row.closedAt.map { " 至 \($0.day.chinese)" } ?? " 起，尚未办结"
    let title = "\(applicant)\(file.item.name.zh)"
    return [
      .init("案卷题名", RichText(title)), .init("办件编号", RichText(file.row.number)),
      .init("申请人", RichText(applicant)), .init("立卷单位", RichText(issuer)),
      .init("承办科室", RichText(file.row.department)),
      .init("办理结果", RichText(file.state.phase.phrase(for: file.item.type).chinese)),
      .init("起止日期", RichText(from + until)), .init("保管期限", ""), .init("档号", ""),
    ]
  }

  var all: [Dossier.Paper] {
    var papers = [application] + materials + replaced
    let decisions: Set<DocumentKind> = [.grant, .refusal, .deemedRenewal]
    var isReviewed = false
    var isLicensed = false
    for document in file.documents {
      if decisions.contains(document.kind), !isReviewed {
        isReviewed = true
        papers += reviews
      }
      if document.kind == .deliveryRecord, !isLicensed {
        isLicensed = true
        papers += annexes
      }
      papers += paper(of: document)
    }
    if !isReviewed { papers += reviews }
    if !isLicensed { papers += annexes }
    return papers + promise
  }

  private func paper(of document: IssuedDocument) -> [Dossier.Paper] {
    guard let sheet = sheets[document.number] else { return [] }
    return [
      Dossier.Paper(
        sheet.title, number: document.number, author: issuer, day: document.issuedAt.day,
        contents: [.sheet(sheet)])
    ]
  }

  // MARK: What was filed

  private var application: Dossier.Paper {
    let sheet = ApplicationSheet(file: file, isFull: isFull).sheet
    return Dossier.Paper(
      sheet.title, author: applicant, day: file.row.receivedAt.day, contents: [.sheet(sheet)])
  }

  private var materials: [Dossier.Paper] {
    guard let filing = file.filing else { return [] }
    let required = (try? filing.materials(of: file.item)) ?? []
    return required.compactMap { requirement in
      let own = filing.files.filter { $0.material == requirement.key }
      guard !own.isEmpty else { return nil }
      return paper(requirement.name.zh, own)
    }
  }

  /// What was handed in first and replaced by a correction or supplement remains evidence.
  private var replaced: [Dossier.Paper] {
    let standing = Set((file.filing?.files ?? []).map(\.digest))
    var seen = standing
    let filings = file.history.compactMap(\.event.filing).compactMap(file.filing)
    let gone = filings.flatMap(\.files).filter { seen.insert($0.digest).inserted }
    return gone.isEmpty ? [] : [paper("被替换的材料", gone, remark: "补正前")]
  }

  private func paper(
    _ title: String, _ filed: [FiledFile], remark: String = ""
  ) -> Dossier.Paper {
    Dossier.Paper(
      title, author: applicant, day: file.row.receivedAt.day, remark: remark,
      contents: filed.flatMap(attachments).map { .attachment($0) })
  }

  /// A file as it is, or each page of it.
  private func attachments(_ filed: FiledFile) -> [Dossier.Attachment] {
    switch pages[filed.digest] {
    case .success(let pages): return pages.indices.map { page($0, of: pages, filed) }
    case .failure(let obstacle): return [attachment(filed, obstacle: obstacle.chinese)]
    case nil: return [attachment(filed)]
    }
  }

  private func page(
    _ index: Int, of pages: [[UInt8]], _ filed: FiledFile
  ) -> Dossier.Attachment {
    let bytes = pages[index]
    return Dossier.Attachment(
      name: "\(filed.name)（第 \(index + 1) 页，共 \(pages.count) 页）",
      digest: filed.digest.description, algorithm: "SM3", size: bytes.count, load: { bytes })
  }

  private func attachment(
    _ filed: FiledFile, obstacle: String? = nil
  ) -> Dossier.Attachment {
    struct Missing: Error {}
    let store = store
    return Dossier.Attachment(
      name: filed.name, digest: filed.digest.description, algorithm: "SM3", size: filed.size,
      obstacle: obstacle,
      load: {
        guard let bytes = try store.bytes(of: filed.digest) else { throw Missing() }
        return bytes
      })
  }

  // MARK: What the bureau thought of it

  /// The opinions of the review, and what colleagues and other sections said, in the order in which they came.
  private var reviews: [Dossier.Paper] {
    guard isStaff, file.isInside else { return [] }
    let blocks = file.history.flatMap(opinion)
    guard !blocks.isEmpty else { return [] }
    let sheet = Sheet(
      issuer: issuer, title: "审查意见表", number: "", blocks: blocks,
      check: "办件编号 \(file.row.number)")
    return [
      Dossier.Paper(
        sheet.title, author: issuer, day: file.row.decidedAt?.day, remark: "内部",
        contents: [.sheet(sheet)])
    ]
  }

  private func opinion(_ entry: Recorded<Case.Event>) -> [Sheet.Block] {
    let title: String
    var facts: [Sheet.Fact]
    switch entry.event {
    case .reviewed(let review):
      let counts = file.setAside.contains(review) ? "（退回前的意见）" : ""
      title = "审查意见\(counts)"
      facts = [.init("结论", review.passed ? "通过" : "不通过")]
    default:
      guard let turn = entry.event.turn, turn.isInternal, turn.text != nil else { return [] }
      title = turn.phrase.chinese
      facts = turn.details(in: file.evidence).map {
        .init(RichText($0.label.chinese), RichText($0.value.chinese))
      }
    }
    facts += [
      .init("内容", RichText(file.text(entry.event.text))),
      .init("办理人", RichText(file.name(ofColleague: entry.moment.actor))),
      .init("时间", RichText(entry.moment.at.chinese)),
    ]
    return [.heading(RichText(title)), .facts(facts)]
  }
}

extension CaseDesk {
  private func promisePapers(
    of file: CaseFile, for actor: Actor
  ) async throws -> [Dossier.Paper] {
    guard file.state.submission?.signedTexts.isEmpty == false else { return [] }
    let promise: PromiseFile
    do {
      promise = try await self.promise(file.row.id, for: actor)
    } catch PromiseRefusal.notFound {
      return []
    }
    var papers: [Dossier.Paper] = []
    for document in promise.state.documents {
      let sheet = try await sheet(of: document, in: promise)
      papers.append(
        Dossier.Paper(
          sheet.title, number: document.number, author: sheet.issuer, day: sheet.day,
          contents: [.sheet(sheet)]))
    }
    return papers
  }
}
