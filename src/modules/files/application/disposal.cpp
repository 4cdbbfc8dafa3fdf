// SPDX-License-Identifier: Apache-2.0
#include "files/application/disposal.hpp"

#include "telemetry/log.hpp"

namespace qc::files {
namespace {

constexpr std::size_t longest_queue = 1000;
constexpr std::chrono::hours unreferenced_life{24};
/// Users may leave more behind than one batch before the next round.
constexpr int most_batches = 20;

void report_missing(std::string_view key) {
    telemetry::Fields fields;
    fields.add("labels.object", key);
    telemetry::log(
        telemetry::Level::error,
        telemetry::Action::error,
        "a row refers to an object that is gone",
        fields
    );
}

} // namespace

void Disposal::add(std::string key) {
    if (queue_.size() < longest_queue) queue_.push_back(std::move(key));
}

/// The row is locked while its object goes, so that nobody begins to refer to it.
Task<void> Disposal::dispose_of(std::string key) {
    auto const transaction = co_await services_.transactions.begin();
    if (!co_await services_.records.lock_unreferenced(*transaction, key)) co_return;
    co_await services_.objects.remove(key);
    co_await services_.records.remove(*transaction, key);
    co_await transaction->commit();
}

Task<std::exception_ptr> Disposal::try_to_dispose_of(std::string key) {
    try {
        co_await dispose_of(std::move(key));
    } catch (...) {
        co_return std::current_exception();
    }
    co_return nullptr;
}

// What fails goes to the end of the queue, so that it holds up nobody.
Task<void> Disposal::drain() {
    for (std::size_t done = 0; done < longest_queue && !queue_.empty(); ++done) {
        auto const key = std::move(queue_.front());
        queue_.pop_front();
        auto const failure = co_await try_to_dispose_of(key);
        if (!failure) continue;
        queue_.push_back(key);
        std::rethrow_exception(failure);
    }
}

Task<void> Disposal::sweep() {
    auto const before = services_.clock.now() - unreferenced_life;
    for (int batch = 0; batch < most_batches; ++batch) {
        auto const keys = co_await services_.records.unreferenced(before);
        if (keys.empty()) co_return;
        std::exception_ptr last_failure;
        for (auto const& key : keys) {
            auto const failure = co_await try_to_dispose_of(key);
            if (failure) last_failure = failure;
        }
        if (last_failure) std::rethrow_exception(last_failure);
    }
}

Task<void> Disposal::check_references() {
    auto const files = co_await services_.records.referenced_after(last_checked_id_);
    for (auto const& file : files) {
        if (!co_await services_.objects.exists(file.key)) report_missing(file.key);
    }
    last_checked_id_ = files.empty() ? 0 : files.back().id;
}

void Disposal::add_jobs(Jobs& jobs) {
    jobs.push_back({"delete released files", std::chrono::seconds{1}, [this] { return drain(); }});
    jobs.push_back({"sweep files", std::chrono::minutes{10}, [this] { return sweep(); }});
    jobs.push_back({"check references to files", std::chrono::minutes{10}, [this] {
                        return check_references();
                    }});
}

} // namespace qc::files
