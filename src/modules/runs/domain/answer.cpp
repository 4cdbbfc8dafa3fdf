// SPDX-License-Identifier: Apache-2.0
#include "runs/domain/answer.hpp"

#include "core/text.hpp"

namespace qc::runs {
namespace {

AnswerOutcome
compared(std::string_view secret, std::string_view given, Cryptography const& cryptography) {
    if (given.empty()) return AnswerOutcome::missing;
    bool const same = !secret.empty() && cryptography.equal(secret, given);
    return same ? AnswerOutcome::right : AnswerOutcome::wrong;
}

} // namespace

AnswerOutcome
check_answer(Point const& point, Answer const& answer, Cryptography const& cryptography) {
    switch (point.answer_kind) {
    case AnswerKind::code:
        return compared(trimmed(point.secret), trimmed(answer.code.value_or("")), cryptography);
    case AnswerKind::word:
        return compared(
            comparable(point.secret), comparable(answer.word.value_or("")), cryptography
        );
    case AnswerKind::qr:
        return compared(point.secret, answer.qr.value_or(""), cryptography);
    case AnswerKind::photo:
        return answer.has_photo ? AnswerOutcome::right : AnswerOutcome::missing;
    case AnswerKind::none:
        break;
    }
    return AnswerOutcome::right;
}

} // namespace qc::runs
