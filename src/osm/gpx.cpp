// SPDX-License-Identifier: Apache-2.0
#include "osm/gpx.hpp"

#include "core/text.hpp"
#include "osm/geojson.hpp"
#include "osm/plain_text.hpp"

#include <pugixml.hpp>

#include <charconv>
#include <optional>

namespace qc::osm {
namespace {

constexpr std::size_t max_problems = 20;
constexpr std::size_t max_points = 1'000'000;

class GpxReader {
public:
    /// Elements are ours when they have the prefix of the root; extensions have another one.
    explicit GpxReader(pugi::xml_node root) : root_(root) {
        std::string_view const name = root.name();
        auto const colon = name.find(':');
        if (colon != std::string_view::npos) prefix_ = name.substr(0, colon + 1);
    }

    Result<GpxDocument> read() {
        GpxDocument document;
        // GPX 1.0 keeps in the root what 1.1 keeps in metadata.
        auto const metadata = child(root_, "metadata");
        auto const head = metadata ? metadata : root_;
        document.name = text(head, "name", 128);
        document.description = text(head, "desc", 2'000);
        document.author = author_of(head);
        document.waypoints = points(root_, "wpt");
        for (auto const node : children(root_, "rte")) {
            auto path = path_of(node);
            path.segments.push_back(points(node, "rtept"));
            document.routes.push_back(std::move(path));
        }
        for (auto const node : children(root_, "trk")) {
            auto path = path_of(node);
            for (auto const segment : children(node, "trkseg")) {
                path.segments.push_back(points(segment, "trkpt"));
            }
            document.tracks.push_back(std::move(path));
        }
        if (!problems_.empty()) return invalid_input(std::move(problems_));
        return document;
    }

private:
    [[nodiscard]] bool is(pugi::xml_node node, std::string_view name) const {
        std::string_view full = node.name();
        if (!full.starts_with(prefix_)) return false;
        return full.substr(prefix_.size()) == name;
    }

    [[nodiscard]] pugi::xml_node child(pugi::xml_node parent, std::string_view name) const {
        return parent.find_child([&](pugi::xml_node node) { return is(node, name); });
    }

    [[nodiscard]] std::vector<pugi::xml_node>
    children(pugi::xml_node parent, std::string_view name) const {
        std::vector<pugi::xml_node> found;
        for (auto const node : parent) {
            if (is(node, name)) found.push_back(node);
        }
        return found;
    }

    [[nodiscard]] std::string
    text(pugi::xml_node parent, std::string_view name, std::size_t limit) const {
        return one_line(child(parent, name).text().get(), limit);
    }

    [[nodiscard]] GpxPath path_of(pugi::xml_node node) const {
        return {text(node, "name", 128), text(node, "desc", 2'000), {}};
    }

    /// 1.1: the holder of the copyright, or author/name; 1.0: the author itself.
    [[nodiscard]] std::string author_of(pugi::xml_node head) const {
        if (auto const holder = child(head, "copyright").attribute("author")) {
            return one_line(holder.value(), 200);
        }
        auto const author = child(head, "author");
        auto name = text(author, "name", 200);
        return name.empty() ? one_line(author.text().get(), 200) : name;
    }

    static std::optional<double> number(pugi::xml_attribute attribute) {
        auto const value = trimmed(attribute.value());
        double parsed = 0;
        auto const [end, failure] =
            std::from_chars(value.data(), value.data() + value.size(), parsed);
        bool const whole = failure == std::errc{} && end == value.data() + value.size();
        return whole ? std::optional(parsed) : std::nullopt;
    }

    std::vector<GpxPoint> points(pugi::xml_node parent, char const* name) {
        std::vector<GpxPoint> found;
        std::int64_t index = 0;
        for (auto const node : parent) {
            if (!is(node, name)) continue;
            auto const latitude = number(node.attribute("lat"));
            auto const longitude = number(node.attribute("lon"));
            Position const position{latitude.value_or(1e9), longitude.value_or(1e9)};
            if (!on_earth(position)) {
                refuse({"file", name, index}, "lat must be in -90..90 and lon in -180..180");
            } else if (++points_read_ > max_points) {
                refuse({"file"}, "more than a million points; import a part of it");
                return found;
            } else {
                found.push_back({position, text(node, "name", 128), text(node, "desc", 400)});
            }
            ++index;
        }
        return found;
    }

    void refuse(std::vector<PlaceStep> where, std::string_view message) {
        if (problems_.size() >= max_problems) return;
        problems_.push_back(
            {std::move(where), "Value error, " + std::string(message), "value_error"}
        );
    }

    pugi::xml_node root_;
    std::string prefix_;
    std::size_t points_read_ = 0;
    std::vector<Problem> problems_;
};

} // namespace

Result<GpxDocument> read_gpx(std::string_view bytes) {
    if (bytes.size() > max_file_bytes) {
        return value_error({"file"}, "the file is larger than 64 MiB; import a part of it");
    }
    pugi::xml_document document;
    auto const parsed =
        document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_doctype);
    if (!parsed) {
        return value_error(
            {"file", static_cast<std::int64_t>(parsed.offset)},
            std::string("this is not valid XML: ") + parsed.description()
        );
    }
    for (auto const node : document) {
        if (node.type() == pugi::node_doctype) {
            return value_error({"file"}, "a GPX file must not have a document type");
        }
    }
    GpxReader reader(document.document_element());
    std::string_view const root = document.document_element().name();
    if (root != "gpx" && !root.ends_with(":gpx")) {
        return value_error({"file"}, "this is not a GPX document");
    }
    return reader.read();
}

} // namespace qc::osm
