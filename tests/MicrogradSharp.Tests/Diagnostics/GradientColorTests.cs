using System.Globalization;
using CsCheck;
using MicrogradSharp.Diagnostics.Drawings;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class GradientColorTests
{
    [Fact]
    public void Dark_text_is_readable_on_every_colour()
    {
        Gen.Double.Array[1, 5].Sample(gradients =>
        {
            var color = new GradientColor(gradients);
            foreach (double gradient in gradients) Contrast(color.Of(gradient), "#1a1a1a").Should().BeGreaterThan(6);
        });
    }

    [Fact]
    public void The_sign_is_the_hue_and_the_size_the_strength()
    {
        var color = new GradientColor([-4, 1, double.PositiveInfinity]);
        color.Of(-4).Should().Be("#ff8f80");
        color.Of(1).Should().Be("#b7d4ff");
        color.Of(0).Should().Be("#ffffff");
        color.Of(double.PositiveInfinity).Should().Be(color.Of(double.NaN)).And.Be("#ffd95a");
    }

    [Fact]
    public void Without_any_gradient_all_is_white() => new GradientColor([0, 0]).Of(0).Should().Be("#ffffff");

    /// <summary>The contrast ratio of WCAG 2.2.</summary>
    private static double Contrast(string light, string dark) => (Luminance(light) + 0.05) / (Luminance(dark) + 0.05);

    private static double Luminance(string color) =>
        0.2126 * Linear(color[1..3]) + 0.7152 * Linear(color[3..5]) + 0.0722 * Linear(color[5..7]);

    private static double Linear(string hex)
    {
        double c = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
