// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

/// What every target of the house is built with: Swift 6 mode (by the tools version), no warning let through.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Third-party products, by the name a target lists them under.
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let http = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")

/// A target of ours: a folder under `Sources`, its text assets (`.yaml`, `.css`, `.js`, `.csv`, `.txt`) embedded as strings.
func house(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, swiftSettings: settings, plugins: ["EmbedText"])
}

/// The tests of one target; what lies beside them as data or scripts they read and run for themselves.
func tests(_ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies, path: "Tests/\(name)Tests",
    exclude: data, swiftSettings: settings)
}

/// A library of the system, by its pkg-config name and Debian package.
func system(_ name: String, _ pkgConfig: String, _ debian: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

/// What the tests of a room stand on.
let rooms: [Target.Dependency] = [
  "Roads", "Oversight", "Licences", "Casework", "Catalogue", "Identity", "Site", "Journal", "SQL",
  "Deadlines", "Codes", "FEEL", "DMN", "Documents", "ShangMi", "TestKit", "TestEngines",
  hummingbird, http, nio, logging,
]

let package = Package(
  name: "banjie",
  products: [
    .executable(name: "banjie", targets: ["banjie"]),
    .executable(name: "bench", targets: ["bench"]),
    .library(name: "Codes", targets: ["Codes"]),
    .library(name: "Deadlines", targets: ["Deadlines"]),
    .library(name: "FEEL", targets: ["FEEL"]),
    .library(name: "XML", targets: ["XML"]),
    .library(name: "DMN", targets: ["DMN"]),
    .library(name: "Processes", targets: ["Processes"]),
    .library(name: "Documents", targets: ["Documents"]),
  ],
  dependencies: [
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    system("CSQLite", "sqlite3", "libsqlite3-dev"),
    system("CPostgres", "libpq", "libpq-dev"),
    system("CCrypto", "libcrypto", "libssl-dev"),
    system("CZlib", "zlib", "zlib1g-dev"),
    system("CQRencode", "libqrencode", "libqrencode-dev"),
    system("CPango", "pangocairo", "libpango1.0-dev"),

    .plugin(name: "EmbedText", capability: .buildTool(), dependencies: ["EmbedTextTool"]),
    .executableTarget(name: "EmbedTextTool", swiftSettings: settings),

    // Pure: no database, no clock, no network.
    house("Codes"),
    house("Deadlines"),
    house("ShangMi", ["CCrypto"]),
    house("FEEL"),
    house("XML"),
    house("DMN", ["XML", "FEEL"]),
    house("Processes", ["XML", "Deadlines", "CZlib"]),
    house("Documents", ["FEEL", "Deadlines", "CPango", "CQRencode"]),

    // The floor that every room stands on.
    house("SQL", ["CSQLite", "CPostgres", "Deadlines"]),
    house("Journal", ["SQL", "Deadlines", "ShangMi", logging]),
    house(
      "Site",
      [
        "Journal", "SQL", "Deadlines", "ShangMi", "Documents", hummingbird, http, lifecycle, nio,
        logging, yams,
      ]),

    // The rooms.
    house("Identity", ["Site", "Journal", "SQL", "Deadlines", "ShangMi", "Codes", http]),
    house(
      "Catalogue",
      ["Site", "Journal", "SQL", "Deadlines", "ShangMi", "Codes", "FEEL", "DMN", http, yams]),
    house(
      "Casework",
      [
        "Catalogue", "Identity", "Site", "Journal", "SQL", "Deadlines", "ShangMi", "Codes", "FEEL",
        "Processes", "Documents", http,
      ]),
    house(
      "Licences",
      [
        "Casework", "Catalogue", "Identity", "Site", "Journal", "SQL", "Deadlines", "ShangMi",
        "Codes", "Documents", "FEEL", http,
      ]),

    house(
      "Bundles",
      [
        "Licences", "Casework", "Catalogue", "Identity", "Site", "Journal", "SQL", "Deadlines",
        "ShangMi", "Documents", http,
      ]),

    // The rooms around the case.
    house(
      "Exchange",
      ["Casework", "Catalogue", "Identity", "Site", "Journal", "Deadlines", "ShangMi", http]),
    house("Backup", ["Casework", "Journal", "SQL", "Deadlines", "Documents", "ShangMi"]),
    house(
      "Oversight",
      [
        "Casework", "Catalogue", "Identity", "Site", "Journal", "SQL", "Deadlines", "ShangMi",
        "FEEL", http,
      ]),
    house(
      "Drafting",
      [
        "Catalogue", "Identity", "Site", "Journal", "SQL", "Deadlines", "ShangMi", "Codes", "DMN",
        http, yams,
      ]),
    house(
      "Roads",
      [
        "Casework", "Catalogue", "Identity", "Site", "Journal", "SQL", "Deadlines", "ShangMi",
        "Codes", http,
      ]),
    house(
      "Ratings",
      ["Casework", "Catalogue", "Identity", "Site", "Journal", "SQL", "Deadlines", "ShangMi", http]
    ),
    house(
      "Enquiries",
      ["Casework", "Catalogue", "Site", "Journal", "SQL", "Deadlines", "ShangMi", http]
    ),
    house(
      "Archive", ["Site", "Journal", "SQL", "Deadlines", "ShangMi", "Processes", http]),
    house(
      "Projects",
      [
        "Licences", "Casework", "Catalogue", "Identity", "Site", "Journal", "SQL", "Deadlines",
        "ShangMi", "Codes", "Documents", http,
      ]),

    house(
      "App",
      [
        "Archive", "Backup", "Bundles", "Drafting", "Enquiries", "Exchange", "Oversight",
        "Projects", "Ratings", "Roads", "Licences", "Casework", "Catalogue", "Identity", "Site",
        "Journal", "SQL", "Deadlines", http, logging,
      ]),
    // Fictional cases without number, as if they had happened.
    house(
      "Fill",
      [
        "App", "Licences", "Casework", "Catalogue", "Identity", "Journal", "SQL", "Deadlines",
        "Codes", "ShangMi",
      ]),
    .executableTarget(
      name: "banjie",
      dependencies: [
        "App", "Archive", "Backup", "Bundles", "Drafting", "Fill", "Oversight", "Roads", "Casework",
        "Catalogue", "Identity", "Site", "Journal", "SQL", "Deadlines", "Codes", "Documents",
        "FEEL", "DMN", "Processes",
        arguments, logging,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "bench",
      dependencies: [
        "App", "Bundles", "Fill", "Casework", "Catalogue", "Identity", "Site", "Journal", "SQL",
        "Deadlines", "Codes", "ShangMi", "FEEL", "DMN", logging,
      ],
      path: "Benchmarks", exclude: ["rules.py", "joint.py"], swiftSettings: settings),

    // For tests only: the engines, and one bureau in memory for all of them.
    .target(
      name: "TestEngines", dependencies: ["SQL"], path: "Tests/TestEngines", swiftSettings: settings
    ),
    .target(
      name: "TestKit",
      dependencies: [
        "Bundles", "Enquiries", "Exchange", "Oversight", "Projects", "Ratings", "Roads", "Licences",
        "Casework", "Catalogue", "Identity", "Site", "Journal", "SQL", "Deadlines", "TestEngines",
        http,
        logging,
      ],
      path: "Tests/TestKit", swiftSettings: settings),

    tests("Codes", ["Codes"]),
    tests("Deadlines", ["Deadlines"]),
    tests("ShangMi", ["ShangMi"]),
    tests("FEEL", ["FEEL"], data: ["decimals.py", "temporals.py"]),
    tests("XML", ["XML"]),
    tests("DMN", ["DMN", "FEEL", "XML"]),
    tests("Processes", ["Processes", "XML", "Deadlines"]),
    tests("Documents", ["Documents", "FEEL", "Deadlines"]),
    tests("SQL", ["SQL", "Deadlines", "TestEngines"]),
    tests("Journal", ["Journal", "SQL", "Deadlines", "TestEngines", logging]),
    tests(
      "Site",
      [
        "Site", "Journal", "SQL", "Deadlines", "TestEngines", hummingbird, http, nio, logging,
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
      ]),
    tests("Identity", rooms),
    tests("Catalogue", rooms),
    tests("Casework", ["Processes", "XML"] + rooms, data: ["Snapshots"]),
    tests("Licences", rooms),
    tests("Bundles", ["Bundles"] + rooms),
    tests("Oversight", rooms),
    tests("Roads", ["Bundles"] + rooms),
    tests("Ratings", ["Ratings", "Bundles"] + rooms),
    tests("Enquiries", ["Enquiries"] + rooms),
    tests("Projects", ["Projects"] + rooms),
    tests(
      "Backup",
      [
        "Backup", "Licences", "Casework", "Catalogue", "Identity", "Journal", "SQL", "ShangMi",
        "TestKit", "TestEngines",
      ]),
    tests("Exchange", ["Exchange"] + rooms),
    tests(
      "Archive",
      [
        "Archive", "Site", "Journal", "SQL", "Deadlines", "Processes", "TestEngines", http, logging,
      ]),
    tests("Drafting", ["Drafting"] + rooms),
    tests("App", ["App", "Archive", "Drafting", "Enquiries", "Projects", "Ratings"] + rooms),
    tests("Fill", ["Fill", "App"] + rooms),
    tests("Tidy", []),
  ]
)
