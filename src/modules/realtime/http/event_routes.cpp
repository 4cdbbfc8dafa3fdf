// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "contract/decode.hpp"
#include "contract/schema.hpp"
#include "http/input.hpp"
#include "http/route.hpp"
#include "realtime/http/chat_session.hpp"
#include "realtime/http/sockets.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>

#include <charconv>

namespace qc::realtime {
namespace {

/// Longer than a transaction may last: what it wrote may show up that much later than it says.
constexpr std::chrono::seconds replay_overlap{10};

struct EventsQuery {
    std::optional<std::string> ticket;
};

BOOST_DESCRIBE_STRUCT(EventsQuery, (), (ticket))

http::RouteSpec events_spec() {
    return {
        .path = "/api/v1/events",
        .summary = "Follow your own events and those of your chats as server-sent events",
        .tag = "realtime",
        .access = http::may(access::Permission::send_messages)
                      .where("a ticket of POST /ws/ticket is as good as an access token"),
        .takes_ticket = true
    };
}

/// Where the stream begins: now, or before what a returning client saw last.
Instant since_of(http::Request const& request, Instant now) {
    auto const last = request.headers.find("Last-Event-ID");
    if (!last) return now;
    std::int64_t milliseconds = 0;
    auto const* const end = last->data() + last->size();
    auto const [stop, error] = std::from_chars(last->data(), end, milliseconds);
    Instant const first{};
    // Compared in milliseconds: as microseconds a long number would overflow.
    auto const newest = std::chrono::floor<std::chrono::milliseconds>(now - first).count();
    bool const good =
        error == std::errc{} && stop == end && milliseconds >= 0 && milliseconds <= newest;
    if (!good) return now;
    return first + std::chrono::milliseconds{milliseconds} - replay_overlap;
}

Task<Result<http::Response>>
open(LiveParts& parts, live::EventStreams& streams, http::Request const& request) {
    auto const since = since_of(request, parts.clock.now());
    auto credentials = credentials_of(request, QueryToken::refused);
    if (!credentials) co_return access::access_token_required;
    QC_TRY(auto admitted, co_await check(parts, *std::move(credentials)));
    QC_CHECK(check_rights(admitted.caller));
    auto const query = contract::decode_fields<EventsQuery>(http::query_fields(request), "query");
    if (!query) co_return query.error();
    auto opened = [&parts, since, admitted](live::Connection& connection) {
        auto session = std::make_shared<StreamSession>(parts, connection, since);
        session->start(admitted);
        return std::static_pointer_cast<live::Session>(session);
    };
    co_return streams.answer(request, std::move(opened));
}

} // namespace

void add_event_routes(http::Routes& routes, LiveParts& parts, live::EventStreams& streams) {
    http::Route route;
    route.spec = events_spec();
    route.spec.body_kind = http::BodyKind::none;
    route.query_parameters = &contract::parameters_of<EventsQuery>;
    route.view_schema = [](contract::Components&) -> boost::json::value {
        return boost::json::object{{"type", "string"}};
    };
    route.produces = "text/event-stream";
    route.handler = [&parts, &streams](http::Request const& request, http::RouteContext&)
        -> Task<Result<http::Response>> { co_return co_await open(parts, streams, request); };
    routes.push_back(std::move(route));
}

} // namespace qc::realtime
