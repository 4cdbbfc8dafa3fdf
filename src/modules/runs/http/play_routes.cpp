// SPDX-License-Identifier: Apache-2.0
#include "content/errors.hpp"
#include "http/endpoint.hpp"
#include "runs/domain/errors.hpp"
#include "runs/http/inputs.hpp"
#include "runs/http/routes.hpp"
#include "runs/http/views.hpp"

namespace qc::runs {
namespace {

using access::Permission;

/// A code as text, or as the number that it looks like.
struct CodeText {
    std::string value;
};

struct HintPath {
    RunId id;
    HintId hint_id;
};

BOOST_DESCRIBE_STRUCT(HintPath, (), (id, hint_id))

struct AnswerBody {
    std::optional<CodeText> code;
    std::optional<contract::RawText<0, 512>> word;
    std::optional<contract::RawText<0, 512>> qr;
    std::optional<std::string> photo;
};

BOOST_DESCRIBE_STRUCT(AnswerBody, (), (code, word, qr, photo))

struct CheckinBody {
    PointId point_id;
    std::optional<contract::Real<-90, 90>> latitude;
    std::optional<contract::Real<-180, 180>> longitude;
    std::optional<contract::Real<0, 10'000>> accuracy;
    std::optional<contract::Real<-12'000, 100'000>> altitude;
    std::optional<contract::Real<-360, 360>> heading;
    std::optional<PlaceSettingsId> place_id;
    std::optional<AnswerBody> answer;
    std::optional<Instant> client_time;
};

BOOST_DESCRIBE_STRUCT(
    CheckinBody,
    (),
    (point_id, latitude, longitude, accuracy, altitude, heading, place_id, answer, client_time)
)

/// Key of the photo that came with an answer.
struct StoredPhoto {
    std::optional<std::string> key;
};

std::vector<ErrorCode const*> checkin_errors() {
    auto errors = content::picture_field_errors();
    for (auto const* const error :
         {&run_not_found,
          &point_not_found,
          &invalid_state,
          &point_already_passed,
          &checkin_out_of_order,
          &checkin_accuracy_too_low,
          &checkin_implausible,
          &checkin_out_of_range,
          &answer_required,
          &wrong_answer,
          &too_many_attempts})
        errors.push_back(error);
    return errors;
}

http::RouteSpec checkin_spec() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/runs/{id}/checkins",
        .summary = "Check in at a point",
        .tag = "runs",
        .access = http::may(Permission::view_quests).where("member"),
        .errors = checkin_errors(),
        .success = 201,
        .rate = http::RateClass::checkin,
        .idempotent = true,
        .body_limit_bytes = http::json_upload_limit_bytes,
        .deadline = std::chrono::seconds{60}
    };
}

http::RouteSpec checkins_spec() {
    return {
        .path = "/api/v1/runs/{id}/checkins",
        .summary = "Attempts of a run, newest first",
        .tag = "runs",
        .access = http::may_any({Permission::view_quests, Permission::moderate_quests})
                      .where("member or 13"),
        .errors = {&run_not_found}
    };
}

http::RouteSpec hint_spec() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/runs/{id}/hints/{hintId}/unlock",
        .summary = "Buy a hint",
        .tag = "runs",
        .access = http::may(Permission::view_quests).where("member"),
        .errors =
            {&run_not_found,
             &hint_not_found,
             &hint_already_unlocked,
             &wallets::insufficient_credits,
             &invalid_state},
        .idempotent = true
    };
}

} // namespace
} // namespace qc::runs

template <>
struct qc::contract::Codec<qc::runs::CodeText> {
    static std::optional<qc::runs::CodeText> decode(Input const& input) {
        if (input.value.text() == nullptr) {
            auto digits = read_digits(input, {1, 16});
            if (!digits) return std::nullopt;
            return qc::runs::CodeText{*std::move(digits)};
        }
        auto text = read_limited_text(input, {0, 64});
        if (!text) return std::nullopt;
        return qc::runs::CodeText{*std::move(text)};
    }

    static boost::json::object schema() {
        return any_of(integer_schema({.min = 0}), text_schema({0, 64}));
    }
};

namespace qc::runs {
namespace {

using CheckinCall = http::Call<RunPath, http::None, CheckinBody>;
using HintCall = http::Call<HintPath>;
using ListCall = http::Call<RunPath, PageQuery>;

template <class T>
std::optional<double> number_of(std::optional<T> const& real) {
    if (!real) return std::nullopt;
    return real->value;
}

template <class T>
std::optional<std::string> text_of(std::optional<T> const& text) {
    if (!text) return std::nullopt;
    return text->value;
}

bool has_photo(CheckinBody const& body) {
    return body.answer && body.answer->photo && !body.answer->photo->empty();
}

Answer answer_of(CheckinBody const& body) {
    Answer answer;
    if (!body.answer) return answer;
    answer.code = text_of(body.answer->code);
    answer.word = text_of(body.answer->word);
    answer.qr = text_of(body.answer->qr);
    answer.has_photo = has_photo(body);
    return answer;
}

CheckIn::Command command_of(CheckinCall const& call, StoredPhoto const& photo) {
    auto const& body = call.body;
    CheckIn::Command command;
    command.run = call.path.id;
    command.point = body.point_id;
    command.player = call.caller().user;
    command.session = call.caller().session;
    command.attempt.latitude = number_of(body.latitude);
    command.attempt.longitude = number_of(body.longitude);
    command.attempt.accuracy_m = number_of(body.accuracy);
    command.attempt.place = body.place_id;
    command.attempt.answer = answer_of(body);
    command.altitude_m = number_of(body.altitude);
    command.heading = number_of(body.heading);
    command.client_time = body.client_time;
    command.photo_key = photo.key;
    return command;
}

Task<Result<StoredPhoto>> store_photo(files::Files& files, CheckinCall const& call) {
    if (!has_photo(call.body)) co_return StoredPhoto{};
    files::Field field;
    field.text = *call.body.answer->photo;
    field.context = files::Context::checkin;
    field.release = "checkins";
    field.uploader = call.caller().user;
    for (auto const* const step : {"body", "answer", "photo"})
        field.where.emplace_back(std::string(step));
    QC_TRY(auto outcome, co_await files.accept(std::move(field)));
    co_return StoredPhoto{std::move(outcome.key)};
}

} // namespace

void add_play_routes(http::Routes& routes, UseCases use_cases) {
    routes.push_back(http::staged_route<PassedView, StoredPhoto, RunPath, http::None, CheckinBody>(
        checkin_spec(),
        [&files = use_cases.files](CheckinCall const& call) { return store_photo(files, call); },
        [&check_in = use_cases.check_in](
            CheckinCall const& call, StoredPhoto const& photo, Transaction& transaction
        ) { return check_in(transaction, command_of(call, photo)); }
    ));
    routes.push_back(http::plain_route<Page<CheckinView>, RunPath, PageQuery>(
        checkins_spec(),
        [&read = use_cases.read_runs](ListCall const& call) {
            return read.checkins(call.caller(), call.path.id, call.query.request());
        }
    ));
    routes.push_back(http::write_route<HintBoughtView, HintPath>(
        hint_spec(),
        [&unlock = use_cases.unlock_hint](HintCall const& call, Transaction& transaction) {
            UnlockHint::Command command{call.path.id, call.path.hint_id, call.caller().user};
            return unlock(transaction, command);
        }
    ));
}

} // namespace qc::runs
