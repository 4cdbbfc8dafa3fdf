// SPDX-License-Identifier: Apache-2.0
#include "runs/http/routes.hpp"
#include "runs/http/views.hpp"

namespace qc::runs {
namespace {

struct PointEvent {
    RunId run_id;
    PointView point;
};
BOOST_DESCRIBE_STRUCT(PointEvent, (), (run_id, point))

/// The reward is that of the reader; that of the owner when there is no reader.
Task<std::optional<std::string>> run_frame(ReadRuns& read, live::Signal signal) {
    if (!signal.run) co_return std::nullopt;
    auto const reader = signal.user.value_or(UserId{});
    auto const found = co_await read.run_for(reader, *signal.run);
    if (!found) co_return std::nullopt;
    std::string frame;
    contract::encode(frame, *found);
    co_return frame;
}

Task<std::optional<std::string>> point_frame(ReadRuns& read, live::Signal signal) {
    if (!signal.run) co_return std::nullopt;
    PointId const point{static_cast<std::int32_t>(signal.id)};
    auto found = co_await read.point(*signal.run, point);
    if (!found) co_return std::nullopt;
    PointEvent const event{*signal.run, *std::move(found)};
    std::string frame;
    contract::encode(frame, event);
    co_return frame;
}

} // namespace

void add_events(live::EventSources& sources, ReadRuns& read) {
    sources.add(live::Kind::run_updated, [&read](live::Signal signal) {
        return run_frame(read, signal);
    });
    sources.add(live::Kind::run_point, [&read](live::Signal signal) {
        return point_frame(read, signal);
    });
}

} // namespace qc::runs
