// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/background.hpp"

#include "core/failure_text.hpp"
#include "core/unavailable.hpp"
#include "telemetry/ecs.hpp"
#include "telemetry/log.hpp"

#include <boost/asio/co_spawn.hpp>

namespace qc::realtime {

void report_failure(std::string_view name, std::exception const& failure) {
    bool const outside = dynamic_cast<Unavailable const*>(&failure) != nullptr;
    telemetry::Fields fields;
    fields.add("labels.job", name).add(telemetry::ecs::error_message, failure_text(failure));
    telemetry::log(
        outside ? telemetry::Level::warning : telemetry::Level::error,
        telemetry::Action::error,
        "Live work failed",
        fields
    );
}

void in_background(
    boost::asio::any_io_executor const& executor, std::string_view name, Task<void> work
) {
    boost::asio::co_spawn(executor, std::move(work), [name](std::exception_ptr const& failure) {
        if (!failure) return;
        try {
            std::rethrow_exception(failure);
        } catch (std::exception const& error) {
            report_failure(name, error);
        }
    });
}

} // namespace qc::realtime
