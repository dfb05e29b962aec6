using System.Text;
using System.Text.Json;
using DriftStream.Core.Values;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Values;

public sealed class SoundJsonTests
{
    private static readonly string[] Contents =
    [
        """{"a":1,"b":[true,false,null,-0.5,120],"c":{"d":"x","e":{}},"f":[]}""",
        """{ "name" : "a \"quoted\" \\ name \u00e9 of more than thirty-two letters" , "list" : [ [ 1 ] , { "x" : "y" } ] }""",
        """{"policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"}]}","n":0,"long":"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"}""",
    ];

    [Theory]
    [InlineData("{}")]
    [InlineData("[ ]")]
    [InlineData("\"a text\"")]
    [InlineData("-12.50")]
    [InlineData("{\"a\" : [1, {\"b\":\"\\u00e9\\n\"}, true]}")]
    public void What_a_reader_takes_is_passed_to_its_end(string json) => SoundJson.EndOf(Encoding.UTF8.GetBytes(json + ","), 0).ShouldBe(json.Length);

    [Theory]
    [InlineData("{\"a\":1,}")]
    [InlineData("[,1]")]
    [InlineData("[1,]")]
    [InlineData("[1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{1:1}")]
    [InlineData("[01]")]
    [InlineData("[1.]")]
    [InlineData("[1e5]")]
    [InlineData("[-]")]
    [InlineData("[tru]")]
    [InlineData("[\"\\x\"]")]
    [InlineData("[\"\\u00g0\"]")]
    [InlineData("[\"a\tb\"]")]
    [InlineData("[\"never ended]")]
    [InlineData("[1")]
    [InlineData("")]
    public void What_no_reader_takes_is_doubtful_and_so_is_what_only_one_can_tell(string json) =>
        SoundJson.EndOf(Encoding.UTF8.GetBytes(json), 0).ShouldBe(SoundJson.Doubtful);

    [Fact]
    public void Nesting_deeper_than_is_counted_is_doubtful()
    {
        var nested = string.Concat(Enumerable.Repeat("[{\"a\":", 32)) + "1" + string.Concat(Enumerable.Repeat("}]", 32));

        SoundJson.EndOf(Encoding.UTF8.GetBytes(nested), 0).ShouldBe(nested.Length);
        SoundJson.EndOf(Encoding.UTF8.GetBytes($"[{nested}]"), 0).ShouldBe(SoundJson.Doubtful);
    }

    [Fact]
    public void Whatever_is_passed_to_its_end_is_taken_by_a_reader_and_has_the_same_parts()
    {
        var mutation = from content in Gen.Elements(Contents)
                       from at in Gen.Choose(0, content.Length - 1)
                       from drop in Gen.Choose(0, 3)
                       from put in Gen.ArrayOf(Gen.Elements("{}[],:\"\\ \t019-.eEtfnu/é\u0001".ToCharArray()))
                       select content.Remove(at, Math.Min(drop, content.Length - at)).Insert(at, new string(put, 0, Math.Min(2, put.Length)));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(mutation.ToArbitrary(), text => AgreesWithReader(Encoding.UTF8.GetBytes(text))));
    }

    private static void AgreesWithReader(byte[] json)
    {
        if (json is not [(byte)'{' or (byte)'[', ..] || SoundJson.EndOf(json, 0) != json.Length)
        {
            return;
        }

        var told = new List<(string, string)>();
        var parts = new SoundParts(json);
        while (parts.MoveNext())
        {
            told.Add((json[0] == '{' ? Encoding.UTF8.GetString(parts.Name) : "", Encoding.UTF8.GetString(json.AsSpan()[parts.Place])));
        }

        parts.End.ShouldBe(json.Length);
        told.ShouldBe(PartsByReader(json));
    }

    private static List<(string, string)> PartsByReader(byte[] json)
    {
        var told = new List<(string, string)>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var name = "";
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = $"\"{Encoding.UTF8.GetString(reader.ValueSpan)}\"";
                reader.Read();
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            told.Add((name, Encoding.UTF8.GetString(json.AsSpan(start..(int)reader.BytesConsumed))));
        }

        reader.Read().ShouldBeFalse();
        return told;
    }
}
