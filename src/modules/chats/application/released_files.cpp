// SPDX-License-Identifier: Apache-2.0
#include "chats/application/released_files.hpp"

#include <algorithm>

namespace qc::chats {

Task<void> release(files::Files& files, Transaction& transaction, std::vector<std::string> keys) {
    std::ranges::sort(keys);
    for (auto const& key : keys)
        co_await files.unlink(transaction, key);
}

} // namespace qc::chats
