// SPDX-License-Identifier: Apache-2.0
#include "accounts/domain/errors.hpp"
#include "accounts/http/inputs.hpp"
#include "accounts/http/routes.hpp"
#include "content/errors.hpp"
#include "http/endpoint.hpp"

namespace qc::accounts {
namespace {

using access::Permission;
using http::Call;
using http::None;

struct ProfilePath {
    ProfileId id;
};

BOOST_DESCRIBE_STRUCT(ProfilePath, (), (id))

struct OwnProfileBody {
    contract::Patch<std::string> image;
    std::optional<contract::Text<0, 1024>> instagram_username;
};

BOOST_DESCRIBE_STRUCT(OwnProfileBody, (), (image, instagram_username))

struct ProfileBody : OwnProfileBody {
    std::optional<contract::Int<0, 2'000'000'000>> credits;
    contract::Patch<Instant> subscription_until;
    std::optional<contract::Text<0, 256>> reason;
};

BOOST_DESCRIBE_STRUCT(ProfileBody, (OwnProfileBody), (credits, subscription_until, reason))

} // namespace
} // namespace qc::accounts

template <>
struct qc::contract::InputAliases<qc::accounts::OwnProfileBody> {
    static constexpr std::array value{InputAlias{"instagram", "instagram_username"}};
};

template <>
struct qc::contract::InputAliases<qc::accounts::ProfileBody> {
    static constexpr std::array value{InputAlias{"instagram", "instagram_username"}};
};

namespace qc::accounts {
namespace {

http::RouteSpec profile_spec(std::string id, std::string summary, http::Access access) {
    http::RouteSpec spec{
        .method = http::Method::patch,
        .path = "/api/v1/profiles/" + std::move(id),
        .summary = std::move(summary),
        .tag = "profiles",
        .access = std::move(access),
        .errors = content::picture_field_errors(),
        .success = 204,
        .body_limit_bytes = http::json_upload_limit_bytes,
    };
    return spec;
}

http::RouteSpec own_spec() {
    return profile_spec(
        "me", "Change the own profile", http::may(Permission::edit_own_profile).where("own")
    );
}

http::RouteSpec staff_spec() {
    auto access = http::may(Permission::edit_user_profiles)
                      .where("credits and subscription not of the own profile unless ADMIN");
    auto spec =
        profile_spec("{id}", "Change a profile; credits by an adjustment", std::move(access));
    spec.errors.push_back(&profile_not_found);
    spec.errors.push_back(&role_escalation);
    spec.errors.push_back(&invalid_state);
    return spec;
}

template <class T>
std::optional<std::optional<T>> nested(contract::Patch<T> const& patch) {
    if (patch.is_absent()) return std::nullopt;
    return patch.value();
}

ProfileEdits edits_of(OwnProfileBody const& body) {
    ProfileEdits edits;
    edits.image = nested(body.image);
    edits.instagram_username = text_of(body.instagram_username);
    return edits;
}

ProfileEdits edits_of(ProfileBody const& body) {
    auto edits = edits_of(static_cast<OwnProfileBody const&>(body));
    if (body.credits) edits.credits = body.credits->value;
    edits.subscription_until = nested(body.subscription_until);
    edits.reason = text_of(body.reason).value_or("");
    return edits;
}

using OwnCall = Call<None, None, OwnProfileBody>;
using StaffCall = Call<ProfilePath, None, ProfileBody>;

} // namespace

void add_profile_routes(http::Routes& routes, ChangeProfile& change) {
    routes.push_back(http::staged_route<Nothing, PreparedProfile, None, None, OwnProfileBody>(
        own_spec(),
        [&change](OwnCall const& call) {
            return change.prepare_own(call.caller().user, edits_of(call.body));
        },
        [&change](OwnCall const&, PreparedProfile const& prepared, Transaction& transaction) {
            return change.own(transaction, prepared);
        }
    ));
    routes.push_back(http::staged_route<Nothing, PreparedProfile, ProfilePath, None, ProfileBody>(
        staff_spec(),
        [&change](StaffCall const& call) {
            return change.prepare(call.caller(), call.path.id, edits_of(call.body));
        },
        [&change](
            StaffCall const& call, PreparedProfile const& prepared, Transaction& transaction
        ) { return change(transaction, call.caller(), prepared); }
    ));
}

} // namespace qc::accounts
