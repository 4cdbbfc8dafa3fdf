// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mail/transport.hpp"

#include <filesystem>

namespace qc::mail {

/// Writes `<time>-<id>.eml` files that only their owner may read, for development and tests.
class FolderTransport final : public Transport {
public:
    /// The folder is made when the first letter comes.
    explicit FolderTransport(std::filesystem::path folder);

    [[nodiscard]] Delivery deliver(Letter const& letter) override;

private:
    std::filesystem::path folder_;
};

} // namespace qc::mail
