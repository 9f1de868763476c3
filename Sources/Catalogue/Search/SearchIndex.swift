// SPDX-License-Identifier: Apache-2.0

/// What the index knows of one thing that can be found.
package struct SearchDocument: Sendable {
  /// What is returned when it is found; codes are found by four of their digits.
  package let id: String
  package let name: Words
  package let keywords: [String]
  /// Texts of lower weight, for instance themes, options, summary, materials.
  package let texts: [(text: Words, weight: UInt8)]

  package init(
    id: String, name: Words, keywords: [String] = [], texts: [(text: Words, weight: UInt8)] = []
  ) {
    self.id = id
    self.name = name
    self.keywords = keywords
    self.texts = texts
  }
}

/// One thing found.
package struct SearchHit: Hashable, Sendable {
  /// The place of the document in the list that the index was built from.
  package let document: Int
  package let score: Float
}

/// An index in memory: Chinese by pairs of characters, pinyin and its initials, English by beginnings of
/// words, codes by their digits.
///
/// A value; built once after an import and never changed.
package struct SearchIndex: Sendable {
  private let names: FlatTexts<Unicode.Scalar>
  private let codes: FlatTexts<UInt8>
  /// Pair of characters, or one character, → its entries.
  private let grams: [UInt64: Postings]
  /// English words, sorted, and the entries of each.
  private let words: [String]
  private let wordPostings: [Postings]
  private let pinyin: PinyinNames

  /// Which documents hold a term, and how weightily.
  struct Postings: Sendable {
    var documents: [Int32] = []
    var weights: [UInt8] = []

    /// Keeps the greatest weight when a document holds the term more than once.
    mutating func add(_ document: Int, _ weight: UInt8) {
      if documents.last == Int32(document) {
        weights[weights.count - 1] = max(weights[weights.count - 1], weight)
      } else {
        documents.append(Int32(document))
        weights.append(weight)
      }
    }
  }

  private static let nameWeight: UInt8 = 12
  private static let keywordWeight: UInt8 = 9

  package init(_ documents: [SearchDocument]) {
    let readings = Pinyin(of: documents.flatMap { [$0.name.zh] + $0.keywords })
    var grams: [UInt64: Postings] = [:]
    var words: [String: Postings] = [:]
    var pinyin = PinyinNames()
    func add(_ text: Words, _ document: Int, _ weight: UInt8) {
      for gram in Self.grams(of: SearchQuery.fold(text.zh)) {
        grams[gram, default: Postings()].add(document, weight)
      }
      for word in SearchQuery.english(text.zh + " " + (text.en ?? "")) {
        words[word, default: Postings()].add(document, weight)
      }
    }
    for (number, document) in documents.enumerated() {
      add(document.name, number, Self.nameWeight)
      pinyin.add(document.name.zh, of: number, readings)
      for keyword in document.keywords {
        add(Words(keyword), number, Self.keywordWeight)
        pinyin.add(keyword, of: number, readings)
      }
      for (text, weight) in document.texts { add(text, number, weight) }
    }
    self.grams = grams
    self.pinyin = pinyin
    let sorted = words.sorted { $0.key < $1.key }
    self.words = sorted.map(\.key)
    wordPostings = sorted.map(\.value)
    names = FlatTexts(
      documents.map { SearchQuery.fold($0.name.zh).unicodeScalars.filter(\.isHan) })
    codes = FlatTexts(documents.map { Array($0.id.lowercased().utf8) })
  }

  package var count: Int { names.count }

  /// What fits the text, best first; the same text always gives the same order.
  package func search(_ text: String) -> [SearchHit] {
    var query = SearchQuery(text)
    // Somebody who writes traditional characters means the same words.
    if query.han.joined().contains(where: { grams[Self.gram($0)] == nil }) {
      query = SearchQuery(SearchQuery.simplified(text))
    }
    guard !query.isEmpty else { return [] }
    var tally = Tally(documents: count)
    for run in query.han { tallyHan(run, &tally) }
    tallyWords(query.words, &tally)
    return ranked(tally, query)
  }

  // MARK: - Chinese

  /// One key for a pair of characters; the second is 0 for a single one.
  private static func gram(_ first: Unicode.Scalar, _ second: Unicode.Scalar? = nil) -> UInt64 {
    UInt64(first.value) << 32 | UInt64(second?.value ?? 0)
  }

  private static func grams(of text: String) -> [UInt64] {
    var grams: [UInt64] = []
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      guard scalar.isHan else {
        previous = nil
        continue
      }
      grams.append(gram(scalar))
      if let previous { grams.append(gram(previous, scalar)) }
      previous = scalar
    }
    return grams
  }

  private func tallyHan(_ run: [Unicode.Scalar], _ tally: inout Tally) {
    if run.count == 1 {
      tally.add(grams[Self.gram(run[0])])
      return
    }
    for (first, second) in zip(run, run.dropFirst()) {
      tally.add(grams[Self.gram(first, second)])
    }
  }

  // MARK: - Letters and digits

  private func tallyWords(_ words: [String], _ tally: inout Tally) {
    guard !words.isEmpty else { return }
    // What is typed as one word or with blanks between syllables is the same pinyin.
    var whole = Scores(documents: count)
    scorePinyin(words.joined(), &whole)
    for word in words {
      var scores = whole
      if words.count > 1 { scorePinyin(word, &scores) }
      scoreEnglish(word, &scores)
      scoreCodes(word, &scores)
      tally.add(scores)
    }
  }

  private func scorePinyin(_ word: String, _ scores: inout Scores) {
    // ü is typed as v; the readings are kept without the dots.
    let letters = word.utf8.map { $0 == UInt8(ascii: "v") ? UInt8(ascii: "u") : $0 }
    pinyin.match(letters) { owner, covered, length, fromStart in
      let share = Float(covered) / Float(max(length, 1))
      scores.raise(owner, to: 6 + 8 * share + (fromStart ? 3 : 0) + Float(min(covered, 8)))
    }
  }

  private func scoreEnglish(_ word: String, _ scores: inout Scores) {
    let stem = SearchQuery.stem(word)
    guard stem.utf8.count >= 2 else { return }
    var place = lowerBound(stem)
    while place < words.count, words[place].hasPrefix(stem) {
      let gain: Float = words[place].utf8.count == stem.utf8.count ? 1.5 : 1
      let postings = wordPostings[place]
      for (document, weight) in zip(postings.documents, postings.weights) {
        scores.raise(Int(document), to: Float(weight) * gain)
      }
      place += 1
    }
  }

  /// The place of the first word not smaller than `word`.
  private func lowerBound(_ word: String) -> Int {
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if words[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func scoreCodes(_ word: String, _ scores: inout Scores) {
    let digits = Array(word.utf8)
    guard digits.count >= 4, digits.contains(where: { (0x30...0x39).contains($0) }) else { return }
    for document in 0..<count where codes.place(of: digits, in: document) != nil {
      scores.raise(document, to: codes.length(of: document) == digits.count ? 100 : 10)
    }
  }

  // MARK: - Ranking

  /// The best score of each document for one word, whichever way it was found.
  private struct Scores {
    private(set) var best: [Float]
    private(set) var touched: [Int32] = []

    init(documents: Int) { best = Array(repeating: 0, count: documents) }

    mutating func raise(_ document: Int, to score: Float) {
      if best[document] == 0 { touched.append(Int32(document)) }
      best[document] = max(best[document], score)
    }
  }

  /// The points of all documents while one query is answered.
  private struct Tally {
    var points: [Float]
    var matched: [UInt16]
    /// How many terms of the query some document holds.
    var terms: UInt16 = 0

    init(documents: Int) {
      points = Array(repeating: 0, count: documents)
      matched = Array(repeating: 0, count: documents)
    }

    /// A term that no document holds counts for nothing: it cannot tell them apart.
    mutating func add(_ postings: Postings?) {
      guard let postings else { return }
      terms += 1
      let rarity = rarity(of: postings.documents.count)
      for (document, weight) in zip(postings.documents, postings.weights) {
        points[Int(document)] += Float(weight) * rarity
        matched[Int(document)] += 1
      }
    }

    mutating func add(_ scores: Scores) {
      guard !scores.touched.isEmpty else { return }
      terms += 1
      let rarity = rarity(of: scores.touched.count)
      for document in scores.touched {
        points[Int(document)] += scores.best[Int(document)] * rarity
        matched[Int(document)] += 1
      }
    }

    /// From 1, for what every document holds, up: a step for every halving.
    private func rarity(of found: Int) -> Float {
      var rarity: Float = 1
      var found = found
      while found * 2 <= points.count {
        found *= 2
        rarity += 0.5
      }
      return rarity
    }
  }

  private func ranked(_ tally: Tally, _ query: SearchQuery) -> [SearchHit] {
    guard tally.terms > 0 else { return [] }
    let wanted = Array(query.han.joined())
    let best = tally.points.max() ?? 0
    // One number orders a hit: the better score, then the shorter name, which says it more exactly,
    // then the order of the documents.
    var keys: [UInt64] = []
    for document in tally.points.indices where tally.matched[document] > 0 {
      let coverage = Float(tally.matched[document]) / Float(tally.terms)
      // Half of the words, and not so weakly that the best hits would drown in such ones.
      guard coverage >= 0.5, coverage == 1 || tally.points[document] >= best * 0.15 else {
        continue
      }
      var score = tally.points[document] * coverage * coverage
      if coverage == 1, !wanted.isEmpty { score *= closeness(of: document, to: wanted) }
      // The bits of positive floats are in the order of their values.
      let length = UInt64(min(names.length(of: document), 0xfff))
      keys.append(UInt64(~score.bitPattern) << 32 | length << 20 | UInt64(document))
    }
    keys.sort()
    return keys.map { key in
      SearchHit(
        document: Int(key & 0xf_ffff),
        score: Float(bitPattern: ~UInt32(truncatingIfNeeded: key >> 32)))
    }
  }

  /// How much more a name counts that holds the words in one piece, begins with them, or is them.
  private func closeness(of document: Int, to wanted: [Unicode.Scalar]) -> Float {
    guard let place = names.place(of: wanted, in: document) else { return 1 }
    let share = Float(wanted.count) / Float(names.length(of: document))
    if share == 1 { return 3 }
    return place == 0 ? 1.6 + share : 1.3 + share / 2
  }
}

/// Many short texts in one block of memory, and where one text stands in another.
struct FlatTexts<Unit: Equatable & Sendable>: Sendable {
  private var units: [Unit] = []
  private var starts: [Int] = [0]

  init(_ texts: [[Unit]]) {
    for text in texts {
      units += text
      starts.append(units.count)
    }
  }

  var count: Int { starts.count - 1 }

  func length(of text: Int) -> Int { starts[text + 1] - starts[text] }

  /// The place in a text where the part first begins.
  func place(of part: [Unit], in text: Int) -> Int? {
    let (start, end) = (starts[text], starts[text + 1])
    guard let first = part.first, part.count <= end - start else { return nil }
    for place in start...(end - part.count) where units[place] == first {
      var next = 1
      while next < part.count, units[place + next] == part[next] { next += 1 }
      if next == part.count { return place - start }
    }
    return nil
  }
}
