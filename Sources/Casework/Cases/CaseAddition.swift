// SPDX-License-Identifier: Apache-2.0

import Site

/// What a room above this one adds to the page of a case.
package typealias CaseAddition = Addition<CaseFile>
