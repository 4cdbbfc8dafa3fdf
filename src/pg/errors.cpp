// SPDX-License-Identifier: Apache-2.0
#include "pg/errors.hpp"

namespace qc::pg {
namespace {

std::string summary(ServerError::Report const& report) {
    return report.statement + ": " + report.sqlstate + " " + report.message;
}

bool passes_by_itself(std::string_view state) {
    return state.starts_with("08") || state.starts_with("53") || state.starts_with("57P") ||
           state == "57014" || state == "55P03" || state == "25P03";
}

} // namespace

ServerError::ServerError(Report report)
    : std::runtime_error(summary(report))
    , report_(std::move(report)) {}

TransactionConflict::TransactionConflict(ServerError const& refusal) : ServerError(refusal) {}

CommitLost::CommitLost(std::string const& why)
    : Unavailable(
          database_unavailable,
          "it is not known whether COMMIT happened: " + why,
          std::chrono::seconds{1}
      ) {}

void raise(ServerError::Report report) {
    if (passes_by_itself(report.sqlstate)) raise_unavailable(summary(report));
    ServerError const refusal(std::move(report));
    if (refusal.is_retryable()) throw TransactionConflict(refusal);
    throw refusal;
}

void raise_unavailable(std::string const& why, int retry_after_s) {
    throw Unavailable(database_unavailable, why, std::chrono::seconds{retry_after_s});
}

} // namespace qc::pg
