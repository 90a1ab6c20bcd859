using System.Globalization;
using System.Text;

namespace MicrogradSharp.Tapes.Source;

/// <summary>
/// Functions that a language may lack, in what C and C# have in common. They are those of <see cref="StableMath"/>,
/// <see cref="ErrorFunction"/> and <see cref="GammaFunction"/>, with the same coefficients.
/// </summary>
internal static class Helpers
{
    private const string OfCotangent = "_of_cotangent";
    private const string IsWhole = "x <= -4503599627370496.0 || x == floor(x)";

    /// <summary>Whether a function is written here.</summary>
    public static bool Has(string name) => Body(name).Length > 0;

    /// <summary>Whether only other helpers call it: such names have an underscore.</summary>
    public static bool IsPart(string name) => name.Contains('_');

    /// <summary>The parameters of a helper.</summary>
    public static string[] Parameters(string name) => name is "max" or "min" ? ["left", "right"] : ["x"];

    /// <summary>The statements of a helper, in lines; empty for any other function.</summary>
    public static string Body(string name) => name switch
    {
        "max" => Extremum('>', "left + right"),
        "min" => Extremum('<', "-(-left - right)"),
        "logistic" => """
            double power = exp(-fabs(x));
            return (x < 0 ? power : 1) / (1 + power);
            """,
        "expm1" => """
            double power = exp(x);
            if (fabs(x) > 0.5) return power - 1;
            return power == 1 ? x : (power - 1) * x / log(power);
            """,
        "log1p" => """
            double sum = 1 + x;
            if (sum == 1 || x == Infinity) return x;
            return log(sum) * (x / (sum - 1));
            """,
        "erf" => """
            if (fabs(x) <= 0.46875) return x * erf_small(x * x);
            return x < 0 ? erfc_positive(-x) - 1 : 1 - erfc_positive(x);
            """,
        "erfc" => """
            if (fabs(x) <= 0.46875) return 1 - erf(x);
            return x < 0 ? 2 - erfc_positive(-x) : erfc_positive(x);
            """,
        "erfc_positive" => """
            if (x > 26.6) return 0;
            double z = 1 / (x * x);
            double scaled = x <= 4 ? erfc_middle(x) : (0.5641895835477563 - z * erfc_tail(z)) / x;
            double head = trunc(x * 16) / 16;
            return exp(-head * head) * exp(-(x - head) * (x + head)) * scaled;
            """,
        "erf_small" => Ratio(ErrorCoefficients.SmallNumerator, ErrorCoefficients.SmallDenominator),
        "erfc_middle" => Ratio(ErrorCoefficients.MiddleNumerator, ErrorCoefficients.MiddleDenominator),
        "erfc_tail" => Ratio(ErrorCoefficients.TailNumerator, ErrorCoefficients.TailDenominator),
        "lgamma" => FormattableString.Invariant($$"""
            if (x < 0)
            {
                if ({{IsWhole}}) return Infinity;
                if (x > -1E-20) return -log(-x);
                double sine = fabs(sin({{Math.PI}} * (x - rint(x))));
                return log({{Math.PI}} / (-x * sine)) - lgamma(-x);
            }
            if (x < 0.5) return lgamma_of_two_plus(x) - log1p(x) - log(x);
            if (x < 1.5) return lgamma_of_two_plus(x - 1) - log1p(x - 1);
            if (!(x < 8)) return (x - 0.5) * (log(x) - 1) + {{GammaCoefficients.StirlingConstant}} + lgamma_tail(1 / (x * x)) / x;
            double product = 1;
            while (x > 2.5) product *= x -= 1;
            return lgamma_of_two_plus(x - 2) + log(product);
            """),
        "lgamma_of_two_plus" => $"{Polynomial("sum", GammaCoefficients.NearTwo)}return x * sum;",
        "lgamma_tail" => $"{Polynomial("sum", GammaCoefficients.Stirling)}return sum;",
        "digamma" => FormattableString.Invariant($$"""
            if (x < 0)
            {
                if ({{IsWhole}}) return NaN;
                return digamma(1 - x) - {{Math.PI}} / tan({{Math.PI}} * (x - rint(x)));
            }
            double distance = x - {{GammaCoefficients.DigammaZero}} - {{GammaCoefficients.DigammaZeroRest}};
            if (fabs(distance) < 0.25) return distance * digamma_near_zero(distance);
            double sum = 0;
            for (; x < 10; x++) sum += 1 / x;
            double square = 1 / (x * x);
            return log(x) - 0.5 / x - square * digamma_tail(square) - sum;
            """),
        "digamma_near_zero" => $"{Polynomial("sum", GammaCoefficients.NearDigammaZero)}return sum;",
        "digamma_tail" => $"{Polynomial("sum", GammaCoefficients.DigammaTail)}return sum;",
        _ => OfOrder(name),
    };

    private static string OfOrder(string name)
    {
        string function = name.EndsWith(OfCotangent, StringComparison.Ordinal) ? name[..^OfCotangent.Length] : name;
        int order = SourceFunctions.OrderOf(function);
        if (order == 0) return "";
        return function == name
            ? Polygamma(name, order)
            : $"{Polynomial("sum", GammaCoefficients.DerivativeOfCotangent(order))}return sum;";
    }

    private static string Extremum(char sign, string ofZeros) => $"""
        if (left != left || left {sign} right) return left;
        return left == 0 && right == 0 ? {ofZeros} : right;
        """;

    private static string Ratio(ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator) =>
        $"{Polynomial("above", numerator)}{Polynomial("below", denominator)}return above / below;";

    /// <summary>The statements that compute a polynomial in x.</summary>
    /// <param name="sum">The name of the variable.</param>
    /// <param name="coefficients">The coefficients, the highest power first.</param>
    private static string Polynomial(string sum, ReadOnlySpan<double> coefficients)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"double {sum} = {coefficients[0]};\n");
        foreach (double coefficient in coefficients[1..])
        {
            text.Append(CultureInfo.InvariantCulture, $"{sum} = {sum} * x");
            if (coefficient != 0) text.Append(CultureInfo.InvariantCulture, $" {(coefficient < 0 ? '-' : '+')} {Math.Abs(coefficient)}");
            text.Append(";\n");
        }
        return text.ToString();
    }

    private static string Polygamma(string name, int n)
    {
        bool isOdd = n % 2 == 1;
        double factorial = 1;       // of n − 1
        for (int k = 2; k < n; k++) factorial *= k;
        var text = new StringBuilder();
        Line($"if (x < 0)");
        Line($"{{");
        Line($"    if ({IsWhole}) return {(isOdd ? "x == -Infinity ? NaN : Infinity" : "NaN")};");
        Line($"    double cotangent = 1 / tan({Math.PI} * (x - rint(x)));");
        Line($"    return {(isOdd ? "-" : "")}{name}(1 - x) - {Math.Pow(Math.PI, n + 1)} * {name}{OfCotangent}(cotangent);");
        Line($"}}");
        Line($"double sum = 0;");
        Line($"double inverse = 1 / x;");
        Line($"for (; x < {10 + n}; x++, inverse = 1 / x) sum += {Power(n + 1)};");
        Line($"double term = {Times(factorial)}{Power(n)};");
        Line($"double tail = term + {Times(n)}term / (2 * x);");
        for (int k = 0; k < GammaCoefficients.Bernoulli.Length; k++)
        {
            Line($"term *= {(2.0 * k + n) / (2 * k + 1) * (2 * k + n + 1) / (2 * k + 2)} / x / x;");
            Line($"tail += {GammaCoefficients.Bernoulli[k]} * term;");
        }
        string whole = $"{Times(factorial * n)}sum + tail";
        text.Append(isOdd ? $"return {whole};" : $"return -({whole});");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Power(int exponent) => string.Join(" * ", Enumerable.Repeat("inverse", exponent));

    private static string Times(double factor) => factor == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{factor} * ");
}
