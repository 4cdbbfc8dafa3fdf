// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/http/routes.hpp"

#include "contract/page_query.hpp"
#include "contract/parsed.hpp"
#include "http/endpoint.hpp"
#include "unlock_requests/domain/errors.hpp"
#include "unlock_requests/http/order_by.hpp"

#include <array>

namespace qc::unlock_requests {
namespace {

using access::Permission;
using http::Call;
using http::None;

/// The shape UnlockRequest: its id is text, which is what the published client reads.
struct RequestShape {
    contract::TextId<UnlockRequestId> id;
    std::string email;
    std::string reason;
    Status status = Status::pending;
    std::string message;
    Instant created_at;
    Instant updated_at;
};

BOOST_DESCRIBE_STRUCT(
    RequestShape, (), (id, email, reason, status, message, created_at, updated_at)
)

struct UnlockRequestBody {
    contract::Parsed<users::Email> email;
    contract::Text<1, 128> reason;
    contract::Text<1, 1024> message;
};

BOOST_DESCRIBE_STRUCT(UnlockRequestBody, (), (email, reason, message))

struct ListQuery : contract::PageQuery {
    std::optional<contract::Text<0, 254>> email;
    std::optional<contract::Text<0, 128>> reason;
    std::optional<contract::CommaList<Status>> status_in;
    std::optional<contract::CommaList<SortTerm, 12>> order_by;
};

BOOST_DESCRIBE_STRUCT(ListQuery, (contract::PageQuery), (email, reason, status_in, order_by))

struct RequestPath {
    UnlockRequestId id;
};

BOOST_DESCRIBE_STRUCT(RequestPath, (), (id))

enum class Verdict { approved, rejected };

struct UnlockDecisionBody {
    Verdict status{};
};

BOOST_DESCRIBE_STRUCT(UnlockDecisionBody, (), (status))

} // namespace
} // namespace qc::unlock_requests

namespace qc::contract {

template <>
inline constexpr std::string_view schema_name<unlock_requests::RequestShape> = "UnlockRequest";

template <>
struct EnumNames<unlock_requests::Status> {
    static constexpr auto value = unlock_requests::status_names;
};

template <>
struct EnumNames<unlock_requests::Verdict> {
    using enum unlock_requests::Verdict;
    static constexpr std::array value{
        std::pair{approved, std::string_view("approved")},
        std::pair{rejected, std::string_view("rejected")},
    };
};

template <>
struct WireNames<unlock_requests::ListQuery> {
    static constexpr std::array value{
        WireName{"status_in", "status__in"}, WireName{"order_by", "order_by"}
    };
};

template <>
struct InputAliases<unlock_requests::ListQuery> {
    static constexpr std::array value{
        InputAlias{"statusIn", "status_in"}, InputAlias{"orderBy", "order_by"}
    };
};

} // namespace qc::contract

namespace qc::unlock_requests {
namespace {

using Requests = Page<RequestShape>;

http::RouteSpec submit_spec() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/unlock_requests",
        .summary = "Ask staff to unlock an account",
        .tag = "unlock requests",
        .access = http::anyone(),
        .errors = {&user_not_found, &user_already_active, &pending_unlock_request_exists},
        .success = 204,
        .rate = http::RateClass::mail,
    };
}

http::RouteSpec staff_spec(http::Method method, std::string path, std::string summary) {
    return {
        .method = method,
        .path = "/api/v1/unlock_requests" + std::move(path),
        .summary = std::move(summary),
        .tag = "unlock requests",
        .access = http::may(Permission::manage_unlock_requests),
    };
}

http::RouteSpec find_spec() {
    auto spec = staff_spec(http::Method::get, "/{id}", "One unlock request");
    spec.errors = {&unlock_request_not_found};
    return spec;
}

http::RouteSpec decide_spec() {
    auto spec = staff_spec(http::Method::patch, "/{id}", "Approve or reject an unlock request");
    spec.errors = {&unlock_request_not_found, &invalid_state};
    spec.success = 204;
    spec.act = "unlock_request.decide";
    return spec;
}

RequestShape shape_of(UnlockRequest request) {
    return {
        {request.id},
        std::move(request.email),
        std::move(request.reason),
        request.status,
        std::move(request.message),
        request.created_at,
        request.updated_at
    };
}

Requests shape_of(Page<UnlockRequest> page) {
    Requests out;
    out.total = page.total;
    out.page = page.page;
    out.size = page.size;
    for (auto& request : page.items)
        out.items.push_back(shape_of(std::move(request)));
    return out;
}

/// An empty field of a form is no filter: no request has an empty text.
template <class T>
std::optional<std::string> filter_of(std::optional<T> const& text) {
    if (!text || text->value.empty()) return std::nullopt;
    return text->value;
}

Listing listing_of(ListQuery const& query) {
    Listing listing;
    listing.email = filter_of(query.email);
    listing.reason = filter_of(query.reason);
    if (query.status_in) listing.statuses = *query.status_in;
    if (query.order_by) listing.order = *query.order_by;
    return listing;
}

void add_reads(http::Routes& routes, UnlockRequestQueries& queries) {
    routes.push_back(http::plain_route<Requests, None, ListQuery>(
        staff_spec(http::Method::get, "", "Unlock requests, newest first unless asked otherwise"),
        [&queries](Call<None, ListQuery> const& call) -> Task<Result<Requests>> {
            co_return shape_of(co_await queries.list(listing_of(call.query), call.query.request()));
        }
    ));
    routes.push_back(http::plain_route<RequestShape, RequestPath>(
        find_spec(),
        [&queries](Call<RequestPath> const& call) -> Task<Result<RequestShape>> {
            auto found = co_await queries.find(call.path.id);
            if (!found) co_return unlock_request_not_found;
            co_return shape_of(*std::move(found));
        }
    ));
}

} // namespace

void add_routes(http::Routes& routes, UseCases use_cases) {
    add_reads(routes, use_cases.queries);
    routes.push_back(http::write_route<Nothing, None, None, UnlockRequestBody>(
        submit_spec(),
        [&submit = use_cases.submit_request](
            Call<None, None, UnlockRequestBody> const& call, Transaction& transaction
        ) {
            auto const& body = call.body;
            return submit(
                transaction, {(*body.email).text(), body.reason.value, body.message.value}
            );
        }
    ));
    routes.push_back(http::write_route<Nothing, RequestPath, None, UnlockDecisionBody>(
        decide_spec(),
        [&decide = use_cases.decide_request](
            Call<RequestPath, None, UnlockDecisionBody> const& call, Transaction& transaction
        ) {
            DecideRequest::Command command;
            command.id = call.path.id;
            command.decision =
                call.body.status == Verdict::approved ? Status::approved : Status::rejected;
            command.staff = call.caller().user;
            command.client_address = call.request.client_address;
            return decide(transaction, std::move(command));
        }
    ));
}

} // namespace qc::unlock_requests
