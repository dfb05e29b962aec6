using System.Text;
using DriftStream.Core.Terraform;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DriftStream.Core.Tests.Terraform;

public sealed class StateReaderProperties
{
    private static readonly byte[][] Samples =
    [
        Encoding.UTF8.GetBytes(StateText.Version4(
            StateText.Resource(
                StateText.Instance(
                    """ "index_key":"eu","status":"tainted","sensitive_attributes":[[{"type":"get_attr","value":"vars"},{"type":"index","value":{"value":0,"type":"number"}}]] """,
                    """{"id":"q-1","vars":["\ud83d\ude00",1.5e3,null,true]}"""))
            + "," + StateText.Resource("""{"deposed":"0a1b2c3d","attributes_flat":{"id":"q","tags.%":"1","tags.a":"b","l.#":"1","l.0":"x"}}"""))),
        Encoding.UTF8.GetBytes("""
            {"version":3,"serial":1,"lineage":"l","modules":[{"path":["root","net"],"resources":{
              "aws_x.a.0":{"primary":{"id":"1","attributes":{"tags.#":"1","tags.b":"c"},"tainted":true},"deposed":[{"id":"2"}],"provider":"provider.aws.b"}}}]}
            """),
    ];

    [Fact]
    public void Any_bytes_give_a_state_or_a_sentence() =>
        Prop.ForAll<byte[]>(bytes => GivesStateOrSentence(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_damage_to_a_state_gives_a_state_or_a_sentence()
    {
        var damaged =
            from sample in Gen.Elements(Samples)
            from places in Gen.ArrayOf(Gen.Choose(0, sample.Length - 1))
            from values in Gen.ArrayOf(ArbMap.Default.GeneratorFor<byte>(), places.Length)
            from length in Gen.Frequency((3, Gen.Constant(sample.Length)), (1, Gen.Choose(0, sample.Length)))
            select Damage(sample, places, values, length);

        Prop.ForAll(Arb.From(damaged), bytes => GivesStateOrSentence(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Members_of_any_kind_in_any_place_give_a_state_or_a_sentence()
    {
        var tokens = Gen.Elements("null", "true", "17", "-1.5", "\"text\"", "\"4\"", "[]", "{}", "[[1]]", "[{\"value\":{}}]", "{\"a\":{\"b\":[1]}}", "\"\\ud800\"");
        var marked = Samples.Select(Encoding.UTF8.GetString).SelectMany(Replacements).ToArray();
        var odd = from text in Gen.Elements(marked) from token in tokens select Encoding.UTF8.GetBytes(text.Replace("@@", token, StringComparison.Ordinal));

        Prop.ForAll(Arb.From(odd), bytes => GivesStateOrSentence(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static IEnumerable<string> Replacements(string text)
    {
        for (var colon = text.IndexOf(':', StringComparison.Ordinal); colon >= 0; colon = text.IndexOf(':', colon + 1))
        {
            var reader = new System.Text.Json.Utf8JsonReader(Encoding.UTF8.GetBytes(text[(colon + 1)..]), isFinalBlock: false, default);
            if (reader.Read() && reader.TrySkip())
            {
                yield return text[..(colon + 1)] + "@@" + text[(colon + 1 + (int)reader.BytesConsumed)..];
            }
        }
    }

    private static byte[] Damage(byte[] sample, int[] places, byte[] values, int length)
    {
        var copy = sample[..length];
        foreach (var (place, value) in places.Zip(values).Where(hit => hit.First < length))
        {
            copy[place] = value;
        }

        return copy;
    }

    // Attributes are read late, so a state that was accepted must also give all of them.
    private static bool GivesStateOrSentence(byte[] bytes)
    {
        try
        {
            var state = StateReader.Read(bytes, StateText.Source);
            return state.Instances.All(instance => instance.Address.Length > 0 && instance.Attributes is not null && instance.SensitivePaths is not null);
        }
        catch (StateUnreadableException exception)
        {
            return exception.Message.EndsWith("from the states.", StringComparison.Ordinal);
        }
    }
}
