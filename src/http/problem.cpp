// SPDX-License-Identifier: Apache-2.0
#include "http/problem.hpp"

#include "contract/write.hpp"
#include "core/text.hpp"
#include "http/errors.hpp"

#include <algorithm>

namespace qc::http {
namespace {

constexpr std::size_t max_problems = 50;
constexpr std::string_view problem_content_type = "application/problem+json; charset=utf-8";

/// Overload set that prints every value an error can carry.
class Printer {
public:
    explicit Printer(std::string& out) : out_(out) {}

    void operator()(std::string_view text) { contract::write_text(out_, text); }

    void operator()(std::string const& text) { contract::write_text(out_, text); }

    void operator()(std::nullptr_t) { out_ += "null"; }

    void operator()(bool flag) { contract::write_bool(out_, flag); }

    void operator()(std::int64_t number) { contract::write_integer(out_, number); }

    void operator()(double number) { contract::write_real(out_, number); }

    void operator()(std::vector<std::string> const& list) {
        out_ += '[';
        for (auto const& item : list) {
            if (out_.back() != '[') out_ += ',';
            (*this)(item);
        }
        out_ += ']';
    }

private:
    std::string& out_;
};

/// What the envelope says, in the order in which it says it.
struct Envelope {
    int status;
    std::string_view code;
    std::string_view message;
    std::string_view detail;
    Error const* error = nullptr;
};

class Writer {
public:
    template <class Value>
    void member(std::string_view name, Value const& value) {
        key(name);
        print_(value);
    }

    void errors(std::vector<Problem> const& problems) {
        key("errors");
        out_ += '[';
        auto const count = std::min(problems.size(), max_problems);
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0) out_ += ',';
            one(problems[i]);
        }
        out_ += ']';
    }

    void details(std::vector<std::pair<std::string, DetailValue>> const& facts) {
        key("details");
        out_ += '{';
        first_ = true;
        for (auto const& [name, value] : facts) {
            key(name);
            std::visit(print_, value);
        }
        out_ += '}';
        first_ = false;
    }

    [[nodiscard]] std::string finish() && {
        out_ += '}';
        return std::move(out_);
    }

private:
    void key(std::string_view name) {
        if (!first_) out_ += ',';
        first_ = false;
        print_(name);
        out_ += ':';
    }

    void one(Problem const& problem) {
        out_ += R"({"loc":[)";
        for (std::size_t i = 0; i < problem.where.size(); ++i) {
            if (i > 0) out_ += ',';
            std::visit(print_, problem.where[i]);
        }
        out_ += R"(],"msg":)";
        print_(problem.message);
        out_ += R"(,"type":)";
        print_(problem.type);
        out_ += '}';
    }

    std::string out_ = "{";
    Printer print_{out_};
    bool first_ = true;
};

Response rendered(Envelope const& envelope, Request const& request) {
    Writer writer;
    writer.member("type", "urn:questcity:error:" + std::string(envelope.code));
    writer.member("title", envelope.message);
    writer.member("status", std::int64_t{envelope.status});
    if (!envelope.detail.empty()) writer.member("detail", envelope.detail);
    if (!request.path.empty() && is_utf8(request.path)) writer.member("instance", request.path);
    writer.member("code", envelope.code);
    writer.member("message", envelope.message);
    if (envelope.error != nullptr) {
        if (!envelope.error->problems.empty()) writer.errors(envelope.error->problems);
        if (!envelope.error->details.empty()) writer.details(envelope.error->details);
    }
    writer.member("correlationId", request.correlation_id);

    Response response;
    response.status = envelope.status;
    response.content_type = problem_content_type;
    response.body = std::move(writer).finish();
    response.error_code = envelope.code;
    if (envelope.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

void retry_after(Response& response, std::chrono::seconds wait) {
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
}

} // namespace

int status_of(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::invalid:
        return 400;
    case ErrorKind::unauthenticated:
        return 401;
    case ErrorKind::payment_required:
        return 402;
    case ErrorKind::forbidden:
        return 403;
    case ErrorKind::not_found:
        return 404;
    case ErrorKind::conflict:
        return 409;
    case ErrorKind::too_large:
        return 413;
    case ErrorKind::unsupported_media:
        return 415;
    case ErrorKind::range_not_satisfiable:
        return 416;
    case ErrorKind::unprocessable:
        return 422;
    case ErrorKind::rate_limited:
        return 429;
    }
    return internal_server_error.status;
}

Response problem(Error const& error, Request const& request) {
    auto shown = error;
    auto const status = status_of(error.code->kind);
    if (error.retry_after && status == 429) {
        auto const given = std::ranges::any_of(error.details, [](auto const& fact) {
            return fact.first == "retryAfter";
        });
        if (!given) shown.details.emplace_back("retryAfter", error.retry_after->count());
    }
    std::string_view const message =
        error.message.empty() ? error.code->message : std::string_view(error.message);
    auto response = rendered({status, error.code->code, message, error.detail, &shown}, request);
    if (error.retry_after) retry_after(response, *error.retry_after);
    return response;
}

Response problem(ErrorCode const& code, Request const& request) {
    return problem(Error{&code}, request);
}

Response problem(HttpProblem const& what, Request const& request) {
    return rendered({what.status, what.code, what.message, what.detail}, request);
}

Response websocket_required(Request const& request) {
    auto answer = problem(upgrade_required, request);
    answer.headers.emplace_back("Sec-WebSocket-Version", "13");
    answer.headers.emplace_back("Upgrade", "websocket");
    answer.headers.emplace_back("Connection", "Upgrade");
    return answer;
}

Response problem(Unavailable const& failure, Request const& request) {
    auto const message = failure.code() == database_unavailable     ? "Database is unavailable."
                         : failure.code() == s3_service_unavailable ? "S3 service unavailable."
                                                                    : "Service is unavailable.";
    auto response = rendered({503, failure.code(), message, {}}, request);
    retry_after(response, failure.retry_after());
    return response;
}

} // namespace qc::http
