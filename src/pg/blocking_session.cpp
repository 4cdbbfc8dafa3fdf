// SPDX-License-Identifier: Apache-2.0
#include "pg/blocking_session.hpp"

#include "pg/connect.hpp"
#include "pg/errors.hpp"

#include <libpq-fe.h>

#include <vector>

namespace qc::pg {
namespace {

std::string field(PGresult const* result, int code) {
    auto const* const text = PQresultErrorField(result, code);
    return text ? text : "";
}

bool succeeded(PGresult const* result) {
    auto const status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

void ignore_notice(void*, PGresult const*) {}

} // namespace

BlockingSession::BlockingSession(std::string const& url) {
    auto parameters = parse_url(url);
    parameters["client_encoding"] = "UTF8";
    parameters["options"] += " -c TimeZone=UTC -c DateStyle=ISO";
    parameters.emplace("connect_timeout", "3");
    std::vector<char const*> keywords;
    std::vector<char const*> values;
    for (auto const& [keyword, value] : parameters) {
        keywords.push_back(keyword.c_str());
        values.push_back(value.c_str());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    handle_.reset(PQconnectdbParams(keywords.data(), values.data(), 0));
    if (PQstatus(handle_.get()) != CONNECTION_OK) raise_unavailable(PQerrorMessage(handle_.get()));
    PQsetNoticeReceiver(handle_.get(), ignore_notice, nullptr);
}

Rows BlockingSession::run(std::string const& sql, Parameters const& parameters) {
    std::vector<char const*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
    for (auto const& slot : parameters.slots()) {
        values.push_back(parameters.at(slot));
        lengths.push_back(slot.length);
        formats.push_back(slot.binary ? 1 : 0);
    }
    ResultHandle result(PQexecParams(
        handle_.get(),
        sql.c_str(),
        static_cast<int>(values.size()),
        nullptr,
        values.data(),
        lengths.data(),
        formats.data(),
        1
    ));
    if (!succeeded(result.get())) fail(result.get());
    return {std::move(result), "session"};
}

void BlockingSession::run_script(std::string const& sql) {
    ResultHandle const result(PQexec(handle_.get(), sql.c_str()));
    if (!succeeded(result.get())) fail(result.get());
}

void BlockingSession::fail(pg_result const* result) const {
    if (PQstatus(handle_.get()) != CONNECTION_OK) raise_unavailable(PQerrorMessage(handle_.get()));
    raise(
        {.sqlstate = field(result, PG_DIAG_SQLSTATE),
         .message = field(result, PG_DIAG_MESSAGE_PRIMARY),
         .constraint = field(result, PG_DIAG_CONSTRAINT_NAME),
         .statement = "session"}
    );
}

} // namespace qc::pg
