// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runs/domain/point.hpp"

#include <optional>
#include <string>

namespace qc::runs {

struct Answer {
    std::optional<std::string> code;
    std::optional<std::string> word;
    std::optional<std::string> qr;
    bool has_photo = false;
};

enum class AnswerOutcome { right, wrong, missing };

[[nodiscard]] AnswerOutcome
check_answer(Point const& point, Answer const& answer, Cryptography const& cryptography);

} // namespace qc::runs
