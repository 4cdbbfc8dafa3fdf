// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "http/access_check.hpp"
#include "http/correlation.hpp"
#include "http/dispatcher_factory.hpp"
#include "http/errors.hpp"
#include "http/response_fields.hpp"
#include "resilience/with_deadline.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace qc::http {
namespace {

constexpr std::chrono::milliseconds admission_limit{5000};

resilience::Priority shed_class(Priority priority) {
    switch (priority) {
    case Priority::health:
        return resilience::Priority::health;
    case Priority::sign_in:
        return resilience::Priority::sign_in;
    case Priority::money:
        return resilience::Priority::money;
    case Priority::write:
        return resilience::Priority::write;
    case Priority::read:
        return resilience::Priority::read;
    case Priority::search:
        return resilience::Priority::search;
    }
    return resilience::Priority::read;
}

class RouteDispatcher final : public Dispatcher {
public:
    RouteDispatcher(SharedParts const& shared, WorkerParts const& worker)
        : shared_(shared)
        , worker_(worker)
        , clock_(worker.context.clock) {}

    Task<Admission> admit(Request head) override {
        return admit_after(&RouteDispatcher::pass, std::move(head));
    }

    Task<Admission> admit_upgrade(Request head) override {
        return admit_after(&RouteDispatcher::pass_upgrade, std::move(head));
    }

    Task<Response> handle(Admission admitted) override {
        // Whether this is too much was decided in admit(); here it only counts.
        auto const slot = worker_.shedder.admit(resilience::Priority::health);
        auto& request = admitted.request;
        auto const limit = admitted.route->spec.deadline;
        request.deadline = clock_.steady() + limit;
        std::optional<WriteTrail> trail;
        if (request.caller && is_privileged(admitted.route->spec, *request.caller))
            request.trail = &trail.emplace(worker_.trail, request);
        Response response;
        std::exception_ptr failure;
        try {
            auto outcome = co_await resilience::with_deadline(
                limit, admitted.route->handler(request, worker_.context)
            );
            response = outcome ? *std::move(outcome) : problem(outcome.error(), request);
        } catch (...) {
            failure = std::current_exception();
        }
        if (failure) response = rendered(failure, request);
        if (trail) trail->finish(response);
        for (auto& field : admitted.limit_headers)
            response.headers.push_back(std::move(field));
        co_return finish(request, std::move(response));
    }

    Response refuse(Request head, HttpProblem const& what) override {
        identify(head);
        auto answer = problem(what, head);
        answer.close = true;
        return finish(head, std::move(answer));
    }

    Response finish(Request const& request, Response answer) override {
        if (answer.status == 403 && request.caller) worker_.trail.refused(request, answer);
        shared_.cors.add_to(answer, request);
        add_common_fields(answer, request);
        shared_.log.answered({request, answer, clock_.steady() - request.received_at});
        return answer;
    }

private:
    using Checks = Task<Result<Nothing>> (RouteDispatcher::*)(Admission&, RateFields&);

    Task<Admission> admit_after(Checks checks, Request head) {
        Admission admission;
        admission.request = std::move(head);
        auto& request = admission.request;
        identify(request);
        RateFields fields;
        std::exception_ptr failure;
        try {
            auto admitted = co_await (this->*checks)(admission, fields);
            if (!admitted) turn_away(admission, admitted.error());
        } catch (...) {
            failure = std::current_exception();
        }
        if (failure) admission.refusal = rendered(failure, request);
        auto& answer_fields =
            admission.refusal ? admission.refusal->headers : admission.limit_headers;
        fields.append_to(answer_fields);
        co_return admission;
    }

    void turn_away(Admission& admission, Error const& refusal) {
        auto const& request = admission.request;
        admission.refusal = problem(refusal, request);
        bool const signs_in = request.route && request.route->spec.rate == RateClass::login;
        if (signs_in && refusal.is(too_many_requests)) worker_.trail.throttled(request);
    }

    void identify(Request& head) {
        if (head.received_at == Clock::Steady{}) head.received_at = clock_.steady();
        http::identify(head, worker_.random);
    }

    /// An open connection costs more than a request, so its beginning is shed like a read.
    Task<Result<Nothing>> pass_upgrade(Admission& admission, RateFields& fields) {
        auto& request = admission.request;
        // For the log and the metrics; its handler is not asked.
        request.route = shared_.router.match(request.method, request.path).route;
        auto const slot = admit_load(Priority::read);
        co_return co_await worker_.rates.charge_anonymous(request, fields);
    }

    /// The checks up to the permission, in the order of the contract.
    Task<Result<Nothing>> pass(Admission& admission, RateFields& fields) {
        auto& request = admission.request;
        if (!route(admission)) co_return nothing;
        auto const& spec = admission.route->spec;
        auto const slot = admit_load(spec.priority);
        if (spec.access.kind == Access::Kind::anyone) {
            if (spec.rate != RateClass::unlimited)
                QC_CHECK(co_await worker_.rates.charge_anonymous(spec.rate, request, fields));
            if (spec.reads_token) co_await look_at_token(request);
            co_return nothing;
        }
        QC_CHECK(co_await worker_.rates.charge_address_class(spec.rate, request, fields));
        if (spec.takes_ticket && !bearer_token(request))
            co_return co_await worker_.rates.charge_anonymous(request, fields);
        QC_CHECK(co_await authenticate(request, fields));
        auto const& caller = *request.caller;
        if (!caller.is_active) co_return access::inactive_user;
        if (spec.rate != RateClass::unlimited)
            QC_CHECK(co_await worker_.rates.charge_user(spec.rate, caller, fields));
        co_return check_permission(spec.access, caller);
    }

    resilience::LoadShedder::Slot admit_load(Priority priority) {
        auto slot = worker_.shedder.admit(shed_class(priority));
        if (!slot) throw Unavailable(service_unavailable, "shed", worker_.shedder.retry_after());
        return *std::move(slot);
    }

    /// False when the request is answered here: unknown path or method, or OPTIONS.
    bool route(Admission& admission) {
        auto& request = admission.request;
        auto found = shared_.router.match(request.method, request.path);
        if (found.route != nullptr) {
            admission.route = found.route;
            admission.body_limit_bytes = found.route->spec.body_limit_bytes;
            request.route = found.route;
            request.path_parameters = std::move(found.parameters);
            return true;
        }
        if (found.allow.empty()) {
            admission.refusal = problem(not_found, request);
        } else if (request.method == Method::options) {
            admission.refusal = shared_.cors.preflight(request, found.allow);
        } else {
            admission.refusal = problem(method_not_allowed, request);
            admission.refusal->headers.emplace_back("Allow", found.allow);
        }
        return false;
    }

    /// Most callers are at hand; only for the others a deadline is worth its timer and its turns
    /// of the event loop.
    Task<Result<access::Caller>> caller_of(std::string_view token) {
        if (auto known = worker_.authenticator.known(token)) co_return *std::move(known);
        co_return co_await resilience::with_deadline(
            admission_limit, worker_.authenticator.authenticate(token)
        );
    }

    /// Requests without a valid token count as anonymous ones of their address.
    Task<Result<Nothing>> authenticate(Request& request, RateFields& fields) {
        auto const token = bearer_token(request);
        if (!token) {
            QC_CHECK(co_await worker_.rates.charge_anonymous(request, fields));
            co_return access::access_token_required;
        }
        auto caller = co_await caller_of(*token);
        if (!caller) {
            QC_CHECK(co_await worker_.rates.charge_anonymous(request, fields));
            co_return caller.error();
        }
        request.caller = *std::move(caller);
        co_return nothing;
    }

    /// For routes that answer everybody: whatever is wrong with the token, it counts as none.
    Task<void> look_at_token(Request& request) {
        auto const token = bearer_token(request);
        if (!token) co_return;
        try {
            auto caller = co_await caller_of(*token);
            if (caller && caller->is_active) request.caller = *std::move(caller);
        } catch (Unavailable const& failure) {
            shared_.log.failed(request, failure);
        }
    }

    /// The client learns the code and the correlation id, the log the rest.
    Response rendered(std::exception_ptr const& failure, Request const& request) {
        try {
            std::rethrow_exception(failure);
        } catch (boost::system::system_error const& error) {
            // Cancelled because the client has gone or the server closes: nobody reads the answer.
            if (error.code() == boost::asio::error::operation_aborted) return cancelled(request);
            shared_.log.failed(request, error);
        } catch (Unavailable const& unavailable) {
            shared_.log.failed(request, unavailable);
            return problem(unavailable, request);
        } catch (std::exception const& other) {
            shared_.log.failed(request, other);
        } catch (...) {
            shared_.log.failed(request, std::runtime_error("an exception of unknown type"));
        }
        return problem(internal_server_error, request);
    }

    static Response cancelled(Request const& request) {
        Unavailable const end(service_unavailable, "cancelled", std::chrono::seconds{1});
        return problem(end, request);
    }

    SharedParts shared_;
    WorkerParts worker_;
    Clock const& clock_;
};

} // namespace

std::unique_ptr<Dispatcher> make_dispatcher(SharedParts const& shared, WorkerParts const& worker) {
    return std::make_unique<RouteDispatcher>(shared, worker);
}

} // namespace qc::http
