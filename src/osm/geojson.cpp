// SPDX-License-Identifier: Apache-2.0
#include "osm/geojson.hpp"

#include "core/text.hpp"
#include "osm/plain_text.hpp"
#include "osm/source_key.hpp"
#include "osm/theme.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <optional>
#include <tuple>

namespace qc::osm {
namespace {

namespace json = boost::json;

/// Enough to see what is wrong with a file; more would bury it.
constexpr std::size_t max_problems = 20;

struct Reading {
    FeatureSet set;
    std::vector<Problem> problems;

    void refuse(std::vector<PlaceStep> where, std::string message) {
        if (problems.size() >= max_problems) return;
        problems.push_back({std::move(where), "Value error, " + message, "value_error"});
    }
};

json::value const* member(json::value const& value, std::string_view key) {
    auto const* const object = value.if_object();
    return object ? object->if_contains(key) : nullptr;
}

std::string_view text_member(json::value const& value, std::string_view key) {
    auto const* const found = member(value, key);
    auto const* const text = found ? found->if_string() : nullptr;
    return text ? std::string_view(text->data(), text->size()) : std::string_view{};
}

/// Tags are text; exporters write some of them as numbers or booleans.
std::optional<std::string> scalar_text(json::value const* value) {
    if (value == nullptr) return std::nullopt;
    if (auto const* const text = value->if_string()) return std::string(text->data(), text->size());
    if (value->is_number() || value->is_bool()) return json::serialize(*value);
    return std::nullopt;
}

std::optional<Position> position_of(json::value const& geometry) {
    auto const* const coordinates = member(geometry, "coordinates");
    auto const* const list = coordinates ? coordinates->if_array() : nullptr;
    if (list == nullptr || list->size() < 2) return std::nullopt;
    if (!(*list)[0].is_number() || !(*list)[1].is_number()) return std::nullopt;
    return Position{(*list)[1].to_number<double>(), (*list)[0].to_number<double>()};
}

/// Files without ids still need something that names the same point next time.
std::string made_id(Feature const& feature) {
    return "point/" +
           digest_hex(position_text(feature.position) + feature_name(feature)).substr(0, 16);
}

void read_feature(json::value const& value, std::int64_t index, Reading& reading) {
    auto const* const geometry = member(value, "geometry");
    if (text_member(value, "type") != "Feature" || geometry == nullptr) {
        reading.refuse({"file", "features", index}, "this is not a GeoJSON feature");
        return;
    }
    if (text_member(*geometry, "type") != "Point") {
        ++reading.set.skipped.other_geometry;
        return;
    }
    auto const position = position_of(*geometry);
    if (!position || !on_earth(*position)) {
        std::vector<PlaceStep> where{"file", "features", index, "geometry", "coordinates"};
        reading.refuse(
            std::move(where),
            position ? "longitude must be in -180..180 and latitude in -90..90"
                     : "a point needs two numbers, longitude and latitude"
        );
        return;
    }
    Feature feature{{}, *position, {}};
    auto const* const properties = member(value, "properties");
    if (auto const* const tags = properties ? properties->if_object() : nullptr) {
        for (auto const& [key, tag] : *tags) {
            if (auto text = scalar_text(&tag)) feature.tags.emplace(key, std::move(*text));
        }
    }
    if (feature_name(feature).empty()) {
        ++reading.set.skipped.unnamed;
        return;
    }
    feature.id = scalar_text(member(value, "id")).value_or(std::string(feature.tag("@id")));
    if (feature.id.empty()) feature.id = made_id(feature);
    reading.set.features.push_back(std::move(feature));
}

/// Of features with one id the same one stays, however the file orders them.
void keep_each_id_once(FeatureSet& set) {
    auto const key = [](Feature const& feature) {
        return std::tie(feature.id, feature.position, feature.tags);
    };
    std::ranges::sort(set.features, {}, key);
    auto const repeated = std::ranges::unique(set.features, {}, &Feature::id);
    set.skipped.repeated_id = repeated.size();
    set.features.erase(repeated.begin(), repeated.end());
}

Result<json::value> parsed(std::string_view bytes, json::storage_ptr storage) {
    if (bytes.size() > max_file_bytes) {
        return value_error({"file"}, "the file is larger than 64 MiB; import a smaller area");
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    boost::system::error_code failure;
    json::stream_parser parser(storage);
    auto const used = parser.write_some(bytes.data(), bytes.size(), failure);
    auto const rest = failure ? std::string_view{} : trimmed(bytes.substr(used));
    if (!failure && rest.empty()) parser.finish(failure);
    if (failure || !rest.empty()) {
        auto const reason = failure ? failure.message() : std::string("text behind the end");
        return value_error(
            {"file", static_cast<std::int64_t>(used)}, "this is not valid JSON: " + reason
        );
    }
    return parser.release();
}

} // namespace

Result<FeatureSet> read_geojson(std::string_view bytes) {
    json::monotonic_resource memory;
    QC_TRY_NOW(auto const document, parsed(bytes, &memory));
    if (text_member(document, "type") != "FeatureCollection") {
        return value_error({"file", "type"}, "this is not a GeoJSON FeatureCollection");
    }
    auto const* const member_features = member(document, "features");
    auto const* const features = member_features ? member_features->if_array() : nullptr;
    if (features == nullptr) {
        return value_error({"file", "features"}, "a FeatureCollection needs a list of features");
    }
    if (features->size() > max_features) {
        return value_error(
            {"file", "features"},
            "more than " + std::to_string(max_features) + " features; import a smaller area"
        );
    }
    Reading reading;
    for (std::int64_t index = 0; auto const& feature : *features) {
        read_feature(feature, index++, reading);
    }
    if (!reading.problems.empty()) return invalid_input(std::move(reading.problems));
    reading.set.attribution = one_line(text_member(document, "attribution"), 500);
    keep_each_id_once(reading.set);
    return std::move(reading.set);
}

} // namespace qc::osm
