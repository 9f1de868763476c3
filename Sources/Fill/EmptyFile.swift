// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Foundation

extension CaseDesk {
  /// An empty page for each material, in place of what people would bring.
  func emptyFile(for material: Material, of item: ItemVersion) throws -> FiledFile {
    guard material.accept.contains(FileKind.pdf.rawValue) else {
      return try store(Self.picture, name: "\(material.key).png", for: material)
    }
    let page = """
      %PDF-1.4
      % \(item.code) \(material.key)
      1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
      2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
      3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj
      trailer <</Root 1 0 R>>
      %%EOF
      """
    return try store(Array(page.utf8), name: "\(material.key).pdf", for: material)
  }

  /// A picture of one white point, where no document will do.
  private static let picture =
    Data(
      base64Encoded: """
        iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==
        """
    ).map(Array.init) ?? []
}
