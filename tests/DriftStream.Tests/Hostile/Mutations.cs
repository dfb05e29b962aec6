using System.Text;
using System.Text.Json.Nodes;
using DriftStream.Tests.Service;

namespace DriftStream.Tests.Hostile;

/// <summary>Spoils good messages in every way that it knows, the same for the same number.</summary>
internal sealed class Mutations
{
    /// <summary>Marks that must be found nowhere as they are.</summary>
    public static readonly string[] Markup = ["<script>alert(1)</script>", "<!channel>", "<https://evil.example.com|click>", "\u001b[2J", "\u202e", "*bold*_it_`c`", "=HYPERLINK(1)", "{{7*7}}"];

    private static readonly Encoding[] Encodings = [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1];
    private readonly Func<Random, byte[]>[] _kinds;

    public Mutations() => _kinds =
    [
        Truncated, Flipped, Shuffled, Deep, Huge, WrongType, WrongType, WrongEncoding, Injected, Injected, Wrapped, Repeated, Noise, Numbers,
    ];

    /// <summary>The message with this number.</summary>
    public byte[] Of(int number)
    {
        var random = new Random(number);
        return _kinds[number % _kinds.Length](random);
    }

    private static string Base(Random random)
    {
        var bucket = random.Next(ServicePlace.Buckets / 2, ServicePlace.Buckets);
        var record = random.Next(4) switch
        {
            0 => Calls.ChangePassword(),
            1 => Calls.Untag(bucket, random.Next(10_000)),
            _ => Calls.Tag(bucket, $"v{random.Next(100)}", random.Next(10_000), id: $"mutant-{random.Next()}"),
        };
        return random.Next(4) switch
        {
            0 => Calls.Envelope(record),
            1 => Calls.Notification(Calls.Envelope(record)),
            2 => Calls.Records(record, record),
            _ => record,
        };
    }

    private static byte[] Truncated(Random random)
    {
        var whole = Encoding.UTF8.GetBytes(Base(random));
        return whole[..random.Next(1, whole.Length)];
    }

    private static byte[] Flipped(Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(Base(random));
        for (var i = random.Next(1, 20); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static byte[] Shuffled(Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(Base(random));
        var (from, to, length) = (random.Next(bytes.Length / 2), random.Next(bytes.Length / 2), random.Next(bytes.Length / 2));
        Array.Copy(bytes, from, bytes, to, length);
        return bytes;
    }

    private static byte[] Deep(Random random)
    {
        var depth = random.Next(3) switch { 0 => 130, 1 => 2_000, _ => 100_000 };
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var deep = $"{string.Concat(Enumerable.Repeat(open, depth))}1{string.Concat(Enumerable.Repeat(close, depth))}";
        return Encoding.UTF8.GetBytes(Base(random).Replace("\"tagging\":\"\"", $"\"tagging\":{deep}", StringComparison.Ordinal));
    }

    private static byte[] Huge(Random random) =>
        Encoding.UTF8.GetBytes(Base(random).Replace("203.0.113.7", new string('x', random.Next(1 << 10, 1 << 19)), StringComparison.Ordinal));

    private static byte[] WrongType(Random random)
    {
        var root = JsonNode.Parse(Base(random))!;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            Replace(root, random, () => random.Next(7) switch
            {
                0 => null,
                1 => JsonValue.Create(random.Next()),
                2 => JsonValue.Create(random.Next(2) == 0),
                3 => new JsonArray(),
                4 => new JsonObject { [""] = new JsonArray(1, "x", null) },
                5 => JsonValue.Create(""),
                _ => new JsonArray(new JsonObject(), new JsonArray(), "y"),
            });
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static byte[] Injected(Random random)
    {
        var root = JsonNode.Parse(Base(random))!;
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            Replace(root, random, () => JsonValue.Create(Markup[random.Next(Markup.Length)]));
        }

        // What is shown must stay a finding: who did it and what was set.
        return Encoding.UTF8.GetBytes(root.ToJsonString()
            .Replace("alice@example.com", Escaped(Markup[random.Next(Markup.Length)]), StringComparison.Ordinal));
    }

    private static byte[] WrongEncoding(Random random)
    {
        var encoding = Encodings[random.Next(Encodings.Length)];
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Base(random).Replace("alice", "älïce\u00ff", StringComparison.Ordinal))];
        return random.Next(3) == 0 ? [0xEF, 0xBB, 0xBF, .. bytes] : bytes;
    }

    private static byte[] Wrapped(Random random)
    {
        var message = Base(random);
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            message = Calls.Notification(message);
        }

        return Encoding.UTF8.GetBytes(message);
    }

    private static byte[] Repeated(Random random) =>
        Encoding.UTF8.GetBytes(Base(random).Replace("{", $"{{\"eventName\":{random.Next(3)},\"eventID\":\"\",\"x\":1,\"x\":[],", StringComparison.Ordinal));

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(0, 4_000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Numbers(Random random) => Encoding.UTF8.GetBytes(Base(random)
        .Replace("2026-03-02", random.Next(2) == 0 ? "9999-99-99" : "0001-01-01", StringComparison.Ordinal)
        .Replace("false", $"1{new string('0', random.Next(1, 400))}e{random.Next(99_999)}", StringComparison.Ordinal));

    private static void Replace(JsonNode root, Random random, Func<JsonNode?> value)
    {
        var places = Places(root).ToList();
        if (places.Count > 0)
        {
            var (parent, key, index) = places[random.Next(places.Count)];
            if (parent is JsonObject holder)
            {
                holder[key!] = value();
            }
            else
            {
                parent.AsArray()[index] = value();
            }
        }
    }

    private static IEnumerable<(JsonNode Parent, string? Key, int Index)> Places(JsonNode node) => node switch
    {
        JsonObject holder => holder.SelectMany(pair => (pair.Value is null ? [] : Places(pair.Value)).Prepend((holder, pair.Key, 0))),
        JsonArray list => list.SelectMany((item, i) => (item is null ? [] : Places(item)).Prepend((list, null, i))),
        _ => [],
    };

    private static string Escaped(string text) => JsonValue.Create(text)!.ToJsonString().Trim('"');
}
