// SPDX-License-Identifier: Apache-2.0

import ShangMi
import Testing

@Suite("Passwords and secrets")
struct PasswordTests {
  /// The cheapest cost, so that the tests of the form take no time.
  private func cheap() throws -> Scrypt.Cost {
    try #require(Scrypt.Cost(logN: 4, r: 1, p: 1))
  }

  @Test(
    "scrypt gives the keys of RFC 7914 section 12",
    arguments: [
      (
        "", "", 4, 1, 1,
        """
        77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442\
        fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
        """
      ),
      (
        "password", "NaCl", 10, 8, 16,
        """
        fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162\
        2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
        """
      ),
      (
        "pleaseletmein", "SodiumChloride", 14, 8, 1,
        """
        7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2\
        d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
        """
      ),
    ])
  func rfc7914(
    password: String, salt: String, logN: Int, r: Int, p: Int, expected: String
  ) throws {
    let key = try Scrypt.derive(
      password: Array(password.utf8), salt: Array(salt.utf8),
      cost: try #require(Scrypt.Cost(logN: logN, r: r, p: p)), length: 64)
    #expect(key == bytes(expected))
  }

  @Test("a stored password names its cost and is verified by the right password only")
  func roundTrip() throws {
    let stored = try Scrypt.hash("江汉区-2026")
    #expect(stored.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
    #expect(!stored.hasSuffix("="))
    #expect(try Scrypt.verify("江汉区-2026", against: stored))
    #expect(try !Scrypt.verify("江汉区-2025", against: stored))
    #expect(!Scrypt.needsRenewal(stored))
  }

  @Test("two hashes of one password differ, since each has its own salt")
  func salted() throws {
    let cost = try cheap()
    #expect(try Scrypt.hash("a", cost: cost) != Scrypt.hash("a", cost: cost))
  }

  @Test("a password is one whether typed composed or decomposed")
  func normalised() throws {
    let stored = try Scrypt.hash("caf\u{e9}", cost: cheap())
    #expect(try Scrypt.verify("cafe\u{301}", against: stored))
  }

  @Test("a hash of a lower cost is verified, and is known to need renewal")
  func renewal() throws {
    let stored = try Scrypt.hash("a", cost: cheap())
    #expect(try Scrypt.verify("a", against: stored))
    #expect(Scrypt.needsRenewal(stored))
  }

  @Test(
    "what is no stored password is refused, not taken for a wrong password",
    arguments: [
      "", "plain", "$scrypt$", "$bcrypt$ln=4,r=1,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAA",
      "$scrypt$ln=4,r=1$AAAA$AAAAAAAAAAAAAAAAAAAAAA",
      "$scrypt$ln=63,r=1,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAA",
      "$scrypt$ln=20,r=32,p=16$AAAA$AAAAAAAAAAAAAAAAAAAAAA",
      "$scrypt$ln=4,r=1,p=1$AAAA$", "$scrypt$ln=4,r=1,p=1$AAAA$AAAA",
      "$scrypt$ln=4,r=1,p=1$AA=A$AAAAAAAAAAAAAAAAAAAAAA",
      "$scrypt$ln=4,r=1,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAA$",
    ])
  func unreadable(stored: String) {
    #expect(throws: ScryptFailure.unreadable) { try Scrypt.verify("a", against: stored) }
  }

  @Test("tokens are 43 characters of base64url and do not repeat")
  func tokens() {
    let tokens = (0..<1_000).map { _ in SecureRandom.token() }
    #expect(Set(tokens).count == tokens.count)
    let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    #expect(tokens.allSatisfy { $0.count == 43 && alphabet.isSuperset(of: $0) })
    // Every character of the alphabet turns up in 43,000, so neither case nor the two signs were lost.
    #expect(Set(tokens.joined()) == alphabet)
  }

  @Test("random bytes come in the number asked for")
  func randomBytes() {
    #expect(SecureRandom.bytes(0).isEmpty)
    #expect(SecureRandom.bytes(33).count == 33)
    #expect(SecureRandom.bytes(16) != SecureRandom.bytes(16))
  }

  @Test("comparing in constant time finds equal and unequal as == does")
  func constantTime() {
    #expect(equalInConstantTime([1, 2, 3], [1, 2, 3]))
    #expect(!equalInConstantTime([1, 2, 3], [1, 2, 4]))
    #expect(!equalInConstantTime([1, 2, 3], [1, 2]))
    #expect(equalInConstantTime([UInt8](), []))
    #expect(equalInConstantTime("令牌", "令牌"))
    #expect(!equalInConstantTime("令牌", "令箭"))
  }
}
