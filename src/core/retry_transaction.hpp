// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace qc {

/// The database gave the transaction up for another one (serialisation failure, deadlock).
/// Nothing of it happened; the whole transaction may be run again.
class RetryTransaction : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace qc
