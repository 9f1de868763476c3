// SPDX-License-Identifier: Apache-2.0

import Foundation
import ShangMi
import Testing

/// One published digest: what goes in and what comes out, both as hexadecimal.
struct Vector: Decodable {
  let kind: String
  let msg: String?
  let digest: String?
}

/// The vectors that GB/T 32905, OpenSSL and gmssl agree on; absent on a machine without the oracles.
let oracle: URL = {
  let folder =
    ProcessInfo.processInfo.environment["BANJIE_ORACLES"].map { URL(filePath: $0) }
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/oracles")
  return folder.appending(path: "shangmi/vectors.json")
}()
let hasOracle = FileManager.default.fileExists(atPath: oracle.path())

/// The bytes of a hexadecimal text.
func bytes(_ hex: String) -> [UInt8] {
  let digits = Array(hex)
  return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
    UInt8(String(digits[$0...$0 + 1]), radix: 16)
  }
}

@Suite("Digests")
struct DigestTests {
  @Test(
    "SM3 gives the digest that GB/T 32905-2016 annex A prints",
    arguments: [
      ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
      (
        String(repeating: "abcd", count: 16),
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
      ),
    ])
  func annexA(message: String, expected: String) {
    #expect(SM3.digest(message).description == expected)
  }

  @Test("SM3 agrees with every vector of the oracle, whole and in pieces", .enabled(if: hasOracle))
  func oracleVectors() throws {
    let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: oracle))
    let ours = vectors.filter { $0.kind == "sm3" }
    #expect(ours.count == 202)
    for vector in ours {
      let message = bytes(try #require(vector.msg))
      let expected = try #require(vector.digest)
      #expect(SM3.digest(message).description == expected)
      var stream = DigestStream(.sm3)
      for start in stride(from: 0, to: message.count, by: 7) {
        stream.update(Array(message[start..<min(start + 7, message.count)]))
      }
      let digest = stream.finish()
      #expect(digest.description == expected)
    }
  }

  @Test(
    "SHA-256 gives the digests of FIPS 180",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func fips(message: String, expected: String) {
    #expect(SHA256.digest(message).description == expected)
  }

  @Test("a million letters a in chunks of 1,000 have the digest of FIPS 180")
  func million() {
    var stream = DigestStream(.sha256)
    let chunk = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000)
    for _ in 0..<1_000 { stream.update(chunk) }
    let digest = stream.finish()
    #expect(
      digest.description == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("HMAC-SM3 is what its definition makes of SM3, for short, long and empty keys")
  func hmac() {
    for length in [0, 1, 32, 63, 64, 65, 200] {
      let key = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
      let message = Array("收件凭证".utf8)
      let short = length > 64 ? SM3.digest(key).bytes : key
      let block = short + [UInt8](repeating: 0, count: 64 - short.count)
      let inner = SM3.digest(block.map { $0 ^ 0x36 } + message)
      let outer = SM3.digest(block.map { $0 ^ 0x5c } + inner.bytes)
      #expect(hmacSM3(message, key: key) == outer)
    }
  }

  @Test("a digest is read back from its text and from JSON, and only from that form")
  func text() throws {
    let digest = SM3.digest("办结")
    #expect(Digest(digest.description) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
    let json = try JSONEncoder().encode([digest])
    #expect(String(decoding: json, as: UTF8.self) == "[\"\(digest)\"]")
    #expect(try JSONDecoder().decode([Digest].self, from: json) == [digest])
    #expect(Digest(digest.description.uppercased()) == nil)
    #expect(Digest(String(digest.description.dropLast())) == nil)
    #expect(Digest(bytes: [1, 2, 3]) == nil)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Digest].self, from: Data("[\"66c7\"]".utf8))
    }
  }
}
