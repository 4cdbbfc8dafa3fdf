// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "blocking/blocking_pool.hpp"
#include "core/task.hpp"

#include <map>
#include <string>
#include <string_view>

namespace qc::files {

struct DefaultPicture {
    /// A PNG.
    std::string bytes;
    std::string sha256_hex;
};

/// What rows without a picture show: drawn when first asked for, then kept.
class DefaultPictures {
public:
    explicit DefaultPictures(blocking::BlockingPool& pool) : pool_(pool) {}

    /// By key (static/default-quest.png); null when there is none. Valid as long as the pictures.
    [[nodiscard]] Task<DefaultPicture const*> find(std::string key);

private:
    blocking::BlockingPool& pool_;
    /// Bounded by the number of pictures that there are.
    std::map<std::string, DefaultPicture, std::less<>> drawn_;
};

} // namespace qc::files
