using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Terraform;

public sealed class InstanceAddressTests
{
    // The right-hand sides are what `terraform state list` of 1.11.4 prints for these keys.
    [Theory]
    [InlineData("eu", """["eu"]""")]
    [InlineData("", """[""]""")]
    [InlineData("0", """["0"]""")]
    [InlineData("two words", """["two words"]""")]
    [InlineData("team/app.prod", """["team/app.prod"]""")]
    [InlineData("say \"hi\"", """["say \"hi\""]""")]
    [InlineData("c:\\temp", """["c:\\temp"]""")]
    [InlineData("a\nb\rc\td", """["a\nb\rc\td"]""")]
    [InlineData("${x}", """["$${x}"]""")]
    [InlineData("%{y}", """["%%{y}"]""")]
    [InlineData("$${z}", """["$$${z}"]""")]
    [InlineData("$x %y", """["$x %y"]""")]
    [InlineData("50%", """["50%"]""")]
    [InlineData("Zürich 東京", """["Zürich 東京"]""")]
    [InlineData("e\u0301", "[\"e\u0301\"]")]
    [InlineData("\U0001f600", "[\"\U0001f600\"]")]
    [InlineData("<&>", """["<&>"]""")]
    [InlineData("\u0001\u007f", """["\u0001\u007f"]""")]
    [InlineData("\u00a0\u00ad\u200b\u2028", """["\u00a0\u00ad\u200b\u2028"]""")]
    [InlineData("\ue000", """["\ue000"]""")]
    [InlineData("\U000e0001", """["\U000e0001"]""")]
    public void A_text_key_is_quoted_as_terraform_quotes_it(string key, string expected) =>
        InstanceAddress.Key(key).ShouldBe(expected);

    [Theory]
    [InlineData(0, "[0]")]
    [InlineData(-1, "[-1]")]
    [InlineData(1200, "[1200]")]
    public void A_number_key_is_not_quoted(long key, string expected) => InstanceAddress.Key(key).ShouldBe(expected);

    [Theory]
    [InlineData(null, "aws_sqs_queue.orders")]
    [InlineData("", "aws_sqs_queue.orders")]
    [InlineData("module.a[\"x\"].module.b[0]", "module.a[\"x\"].module.b[0].aws_sqs_queue.orders")]
    public void A_module_comes_before_the_type(string? module, string expected) =>
        InstanceAddress.Of(module, "aws_sqs_queue", "orders", "").ShouldBe(expected);
}
