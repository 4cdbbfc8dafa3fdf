// SPDX-License-Identifier: Apache-2.0
#include "realtime/http/client_frames.hpp"

namespace qc::realtime {

std::optional<std::string> token_of_auth_frame(std::string_view bytes) {
    contract::Problems problems;
    auto const tree = contract::parse_json(bytes, problems);
    if (!tree) return std::nullopt;
    auto const head = decode_frame<FrameHead>(*tree, problems);
    auto frame = decode_frame<AuthFrame>(*tree, problems);
    bool const good = head && frame && problems.empty() && head->type == "auth";
    return good ? std::optional(std::move(frame->token)) : std::nullopt;
}

} // namespace qc::realtime
