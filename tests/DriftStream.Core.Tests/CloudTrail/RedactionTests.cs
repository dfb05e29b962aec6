using DriftStream.Core.CloudTrail;
using DriftStream.Core.Values;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.CloudTrail;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("HIDDEN_DUE_TO_SECURITY_REASONS")]
    [InlineData("***")]
    [InlineData("****")]
    [InlineData("************")]
    [InlineData("***OMITTED***")]
    [InlineData("<sensitiveDataRemoved>")]
    [InlineData("\\u003csensitiveDataRemoved\\u003e")]
    [InlineData("\\u002a\\u002a\\u002a\\u002a")]
    [InlineData("Value hidden due to security reasons.")]
    public void A_redacted_value_is_hidden_wherever_it_stands(string marker)
    {
        var json = $$"""{"name":"kept","value":"{{marker}}","list":[{"deep":"{{marker}}"}]}""";

        foreach (var value in (Value[])[Sample.Event(("requestParameters", json)).Request, Sample.Event(("responseElements", json)).Response, Sample.Event(("additionalEventData", json)).Details])
        {
            value["value"].IsHidden.ShouldBeTrue();
            value["list"].Items[0]["deep"].IsHidden.ShouldBeTrue();
            value["name"].Text.ShouldBe("kept");
            value.ToString().ShouldBe("""{"name":"kept","value":null,"list":[{"deep":null}]}""");
        }
    }

    [Theory]
    [InlineData("*")]
    [InlineData("**")]
    [InlineData("arn:aws:s3:::*")]
    [InlineData("ends with ***")]
    [InlineData("")]
    public void Patterns_are_values(string text) => Sample.Event(("requestParameters", $$"""{"a":"{{text}}"}""")).Request["a"].ShouldBe(Value.Of(text));
}
