// SPDX-License-Identifier: Apache-2.0

import Site

/// What another room adds to the page of a joint case.
package typealias JointAddition = Addition<JointFile>
