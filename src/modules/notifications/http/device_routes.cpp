// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "http/endpoint.hpp"
#include "notifications/http/routes.hpp"

#include <array>

namespace qc::notifications {
namespace {

using http::Call;
using http::None;

enum class Platform { android, ios, web };
enum class Language { en, es, ru };

struct DevicePath {
    contract::Text<1, 1024> token;
};

BOOST_DESCRIBE_STRUCT(DevicePath, (), (token))

struct DeviceBody {
    Platform platform{};
    std::optional<Language> language;
};

BOOST_DESCRIBE_STRUCT(DeviceBody, (), (platform, language))

http::RouteSpec spec_of(http::Method method, std::string summary) {
    return {
        .method = method,
        .path = "/api/v1/devices/{token}",
        .summary = std::move(summary),
        .tag = "notifications",
        .access = http::may(access::Permission::view_own_profile).where("own"),
        .success = 204
    };
}

} // namespace
} // namespace qc::notifications

template <>
struct qc::contract::EnumNames<qc::notifications::Platform> {
    using enum qc::notifications::Platform;
    static constexpr std::array value{
        std::pair{android, std::string_view("android")},
        std::pair{ios, std::string_view("ios")},
        std::pair{web, std::string_view("web")},
    };
};

template <>
struct qc::contract::EnumNames<qc::notifications::Language> {
    using enum qc::notifications::Language;
    static constexpr std::array value{
        std::pair{en, std::string_view("en")},
        std::pair{es, std::string_view("es")},
        std::pair{ru, std::string_view("ru")},
    };
};

namespace qc::notifications {
namespace {

using PutCall = Call<DevicePath, None, DeviceBody>;
using RemoveCall = Call<DevicePath>;

Task<Result<Nothing>> put(DeviceStore& devices, PutCall const& call, Transaction& transaction) {
    Device device{call.path.token.value, call.caller().user, {}, std::nullopt};
    device.platform = contract::enum_name(call.body.platform);
    if (call.body.language) device.language = std::string(contract::enum_name(*call.body.language));
    if (!co_await devices.put(transaction, std::move(device))) co_return access::inactive_user;
    co_return nothing;
}

Task<Result<Nothing>>
remove(DeviceStore& devices, RemoveCall const& call, Transaction& transaction) {
    co_await devices.remove(transaction, call.caller().user, call.path.token.value);
    co_return nothing;
}

} // namespace

void add_device_routes(http::Routes& routes, DeviceStore& devices) {
    routes.push_back(http::write_route<Nothing, DevicePath, None, DeviceBody>(
        spec_of(http::Method::put, "Register a device of the caller"),
        [&devices](PutCall const& call, Transaction& transaction) {
            return put(devices, call, transaction);
        }
    ));
    routes.push_back(http::write_route<Nothing, DevicePath>(
        spec_of(http::Method::delete_, "Forget a device of the caller"),
        [&devices](RemoveCall const& call, Transaction& transaction) {
            return remove(devices, call, transaction);
        }
    ));
}

} // namespace qc::notifications
