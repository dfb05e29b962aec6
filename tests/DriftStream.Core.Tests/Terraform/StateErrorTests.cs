using System.IO.Compression;
using System.Text;
using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Terraform;

public sealed class StateErrorTests
{
    private static readonly StateSource Source = new("shop", "/states/shop.tfstate");

    private static readonly (string Case, byte[] Content)[] Unreadable =
    [
        ("encrypted by OpenTofu", Utf8("""{"meta":{"key_provider.pbkdf2.main":"e30="},"encrypted_data":"AAAA","encryption_version":"v0"}""")),
        ("encrypted, with the head in clear", Utf8("""{"serial":4,"lineage":"l","encrypted_data":"AAAA"}""")),
        ("newer version", Utf8("""{"version":5,"resources":[]}""")),
        ("version zero", Utf8("""{"version":0}""")),
        ("version as text", Utf8("""{"version":"4"}""")),
        ("version as a fraction", Utf8("""{"version":4.5}""")),
        ("version as an object", Utf8("""{"version":{"major":4}}""")),
        ("no version", Utf8("""{"Records":[]}""")),
        ("version out to steer a terminal", Utf8("""{"version":"\u001b[2J\u0007"}""")),
        ("note of a backend", Utf8("""{"version":3,"serial":1,"lineage":"l","backend":{"type":"s3","config":{"bucket":"b","key":"k"}},"modules":[{"path":["root"],"outputs":{},"resources":{}}]}""")),
        ("show -json", Utf8("""{"format_version":"1.0","values":{}}""")),
        ("list", Utf8("[]")),
        ("text", Utf8("\"version\"")),
        ("resources as an object", Utf8("""{"version":4,"resources":{}}""")),
        ("cut off", Utf8("""{"version":4,"resources":[{"mode":"man""")),
        ("not JSON", Utf8("{\n  \"version\": 4,\n  \"resources\": [ oops ]\n}")),
        ("two states in one file", Utf8("{\"version\":4}\n{\"version\":4}")),
        ("too deep", Utf8("""{"version":4,"resources":""" + new string('[', 200) + new string(']', 200) + "}")),
        ("saved plan", Zip()),
        ("gzip", [0x1F, 0x8B, 0x08, 0x00]),
        ("UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")]),
    ];

    [Fact]
    public void Each_unreadable_state_has_its_own_sentence()
    {
        var said = new StringBuilder();
        foreach (var (name, content) in Unreadable)
        {
            said.Append($"{name}\n  {Should.Throw<StateUnreadableException>(() => StateReader.Read(content, Source)).Message}\n");
        }

        said.ToString().ShouldBeApproved("state-errors");
    }

    [Fact]
    public void No_sentence_repeats_an_attribute()
    {
        const string Secret = "hunter2-wonderland";
        var broken = new[]
        {
            """{"version":4,"resources":[{"type":"aws_x","name":"a","instances":[{"attributes":{"password":"hunter2-wonderland"}}]} oops""",
            """{"version":4,"resources":[{"type":"aws_x","name":"a","instances":[{"attributes":"hunter2-wonderland"}]}]}""",
            """{"version":4,"resources":[{"type":"aws_x","name":"a","instances":[{"index_key":["hunter2-wonderland"],"attributes":{}}]}]}""",
            """{"version":4,"resources":["hunter2-wonderland"]}""",
            """{"version":3,"modules":[{"path":["root"],"resources":{"aws_x.a":"hunter2-wonderland"}}]}""",
        };

        foreach (var text in broken)
        {
            Sentences(text).ShouldNotBeEmpty();
            Sentences(text).ShouldAllBe(sentence => !sentence.Contains(Secret));
        }
    }

    [Theory]
    [InlineData("""{"version":4,"resources":[]}""", true)]
    [InlineData("""{"modules":[],"version":3}""", true)]
    [InlineData("""{"version":4,"values":{}}""", false)]
    [InlineData("""{"Records":[]}""", false)]
    [InlineData("[]", false)]
    [InlineData("{", false)]
    [InlineData("", false)]
    public void A_state_can_be_told_from_other_json(string text, bool expected) => StateReader.LooksLikeState(Utf8(text)).ShouldBe(expected);

    private static IReadOnlyList<string> Sentences(string text)
    {
        try
        {
            return StateReader.Read(Utf8(text), Source).Problems;
        }
        catch (StateUnreadableException exception)
        {
            return [exception.Message];
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("tfplan");
        }

        return stream.ToArray();
    }
}
