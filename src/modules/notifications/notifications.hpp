// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"

#include <optional>
#include <string>

namespace qc::notifications {

struct Notice {
    UserId user;
    /// NotificationType of domain.md 1.
    std::string type;
    std::string title;
    std::string message;
    /// App link such as questcity://runs/<id>.
    std::optional<std::string> action;
};

class Notifications {
public:
    virtual ~Notifications() = default;
    [[nodiscard]] virtual Task<void> notify(Transaction& transaction, Notice notice) = 0;
};

} // namespace qc::notifications
