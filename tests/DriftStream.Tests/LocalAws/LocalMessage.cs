using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace DriftStream.Tests.LocalAws;

/// <summary>A message in a queue.</summary>
internal sealed class LocalMessage(string id, string body, JsonNode? attributes, DateTimeOffset sent)
{
    public string Id => id;

    public string Text => body;

    public JsonNode? Typed => attributes;

    public DateTimeOffset VisibleAt { get; set; }

    public int ReceiveCount { get; private set; }

    /// <summary>What the last receiver was given; null before the first receive.</summary>
    public string? Receipt { get; private set; }

    public string Md5 => Md5Of(body);

    public static string Md5Of(string text)
    {
#pragma warning disable CA5351 // SQS answers with MD5 checksums, and its clients compare them.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    /// <summary>Hands the message out.</summary>
    public JsonObject Receive(DateTimeOffset hiddenUntil)
    {
        ReceiveCount++;
        Receipt = $"{id}#{ReceiveCount}";
        VisibleAt = hiddenUntil;
        var received = new JsonObject
        {
            ["MessageId"] = id,
            ["ReceiptHandle"] = Receipt,
            ["Body"] = body,
            ["MD5OfBody"] = Md5,
            ["Attributes"] = new JsonObject
            {
                ["ApproximateReceiveCount"] = ReceiveCount.ToString(CultureInfo.InvariantCulture),
                ["SentTimestamp"] = sent.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            },
        };
        if (attributes is not null)
        {
            received["MessageAttributes"] = attributes.DeepClone();
        }

        return received;
    }
}
