// SPDX-License-Identifier: Apache-2.0
#include "realtime/http/client_frames.hpp"

namespace qc::realtime {

std::optional<FirstFrame> first_frame_of(std::string_view bytes) {
    contract::Problems problems;
    auto const tree = contract::parse_json(bytes, problems);
    if (!tree) return std::nullopt;
    auto const head = decode_frame<FrameHead>(*tree, problems);
    auto frame = decode_frame<AuthFrame>(*tree, problems);
    bool const good = head && frame && problems.empty() && head->type == "auth";
    if (!good) return std::nullopt;
    FirstFrame first;
    if (head->id) first.id = head->id->value;
    first.token = std::move(frame->token);
    return first;
}

} // namespace qc::realtime
