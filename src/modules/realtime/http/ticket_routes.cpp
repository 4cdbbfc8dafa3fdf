// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "http/access_check.hpp"
#include "http/endpoint.hpp"
#include "realtime/http/sockets.hpp"

namespace qc::realtime {
namespace {

struct TicketView {
    std::string ticket;
    Instant expires_at;
};

BOOST_DESCRIBE_STRUCT(TicketView, (), (ticket, expires_at))

http::RouteSpec ticket_spec() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/ws/ticket",
        .summary = "Get a ticket that opens one live connection within 30 seconds",
        .tag = "realtime",
        .access = http::may(access::Permission::send_messages),
        .success = 201,
        .priority = http::Priority::write
    };
}

} // namespace

void add_ticket_routes(http::Routes& routes, LiveParts& parts) {
    routes.push_back(http::plain_route<TicketView>(
        ticket_spec(),
        [&parts](http::Call<> const& call) -> Task<Result<TicketView>> {
            auto const token = http::bearer_token(call.request);
            if (!token) co_return access::access_token_required;
            QC_TRY(auto holder, co_await parts.callers.authenticate(std::string(*token)));
            auto ticket = co_await parts.tickets.issue(std::move(holder));
            TicketView const view{std::move(ticket.text), ticket.expires_at};
            co_return view;
        }
    ));
}

} // namespace qc::realtime
