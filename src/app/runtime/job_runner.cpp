// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/job_runner.hpp"

#include "core/failure_text.hpp"
#include "core/unavailable.hpp"
#include "telemetry/ecs.hpp"
#include "telemetry/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace qc::app {

struct JobRunner::Loop {
    Loop(boost::asio::io_context& context, Job given) : timer(context), job(std::move(given)) {}

    boost::asio::steady_timer timer;
    Job job;
    bool stopped = false;
};

namespace {

void report(std::string const& job, std::exception const& failure) {
    telemetry::Fields fields;
    fields.add("labels.job", job).add(telemetry::ecs::error_message, failure_text(failure));
    bool const outside = dynamic_cast<Unavailable const*>(&failure) != nullptr;
    telemetry::log(
        outside ? telemetry::Level::warning : telemetry::Level::error,
        telemetry::Action::error,
        "A background job failed",
        fields
    );
}

Task<void> one_round(Job const& job) {
    try {
        co_await job.run();
    } catch (std::exception const& failure) {
        report(job.name, failure);
    }
}

template <class Loop>
Task<void> repeat(std::shared_ptr<Loop> loop) {
    while (!loop->stopped) {
        co_await one_round(loop->job);
        if (loop->stopped) co_return;
        boost::system::error_code cancelled;
        loop->timer.expires_after(loop->job.every);
        co_await loop->timer.async_wait(
            boost::asio::redirect_error(boost::asio::use_awaitable, cancelled)
        );
    }
}

} // namespace

void JobRunner::start(Jobs jobs) {
    for (auto& job : jobs) {
        auto loop = std::make_shared<Loop>(context_, std::move(job));
        loops_.push_back(loop);
        boost::asio::co_spawn(context_, repeat(std::move(loop)), boost::asio::detached);
    }
}

void JobRunner::stop() {
    for (auto const& loop : loops_) {
        loop->stopped = true;
        loop->timer.cancel();
    }
}

} // namespace qc::app
