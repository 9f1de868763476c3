// SPDX-License-Identifier: Apache-2.0

import Codes
import Site

extension CodeFault {
  /// What is wrong with a code and what to do, for the screens of both languages.
  package var phrase: Phrase { "\(zh: chinese, en: english)" }
}
