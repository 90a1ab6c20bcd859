using System.Numerics;

namespace MicrogradSharp;

// The functions of generic math, by the operators of nodes. The slopes at edges are theirs.
public readonly partial struct Node
{
    private const double Ln2 = 0.6931471805599453, Ln10 = 2.302585092994046;

    static Node INumberBase<Node>.Abs(Node value) => value.Abs();

    static Node IExponentialFunctions<Node>.Exp(Node x) => x.Exp();

    static Node IExponentialFunctions<Node>.ExpM1(Node x) => x.Expm1();

    static Node IExponentialFunctions<Node>.Exp2(Node x) => x.Exp2();

    static Node IExponentialFunctions<Node>.Exp2M1(Node x) => (x * Ln2).Expm1();

    static Node IExponentialFunctions<Node>.Exp10(Node x) => new Node(10).Pow(x);

    static Node IExponentialFunctions<Node>.Exp10M1(Node x) => (x * Ln10).Expm1();

    static Node ILogarithmicFunctions<Node>.Log(Node x) => x.Log();

    static Node ILogarithmicFunctions<Node>.LogP1(Node x) => x.Log1p();

    static Node ILogarithmicFunctions<Node>.Log2(Node x) => x.Log2();

    static Node ILogarithmicFunctions<Node>.Log2P1(Node x) => x.Log1p() / Ln2;

    static Node ILogarithmicFunctions<Node>.Log10(Node x) => x.Log10();

    static Node ILogarithmicFunctions<Node>.Log10P1(Node x) => x.Log1p() / Ln10;

    static Node IRootFunctions<Node>.Sqrt(Node x) => x.Sqrt();

    static Node IRootFunctions<Node>.Cbrt(Node x) => x.Cbrt();

    static Node IHyperbolicFunctions<Node>.Sinh(Node x) => x.Sinh();

    static Node IHyperbolicFunctions<Node>.Cosh(Node x) => x.Cosh();

    static Node IHyperbolicFunctions<Node>.Tanh(Node x) => x.Tanh();

    static Node IHyperbolicFunctions<Node>.Asinh(Node x) => x.Asinh();

    static Node IHyperbolicFunctions<Node>.Acosh(Node x) => x.Acosh();

    static Node IHyperbolicFunctions<Node>.Atanh(Node x) => x.Atanh();

    static Node ITrigonometricFunctions<Node>.Sin(Node x) => x.Sin();

    static Node ITrigonometricFunctions<Node>.Cos(Node x) => x.Cos();

    static Node ITrigonometricFunctions<Node>.Tan(Node x) => x.Tan();

    static Node ITrigonometricFunctions<Node>.Asin(Node x) => x.Asin();

    static Node ITrigonometricFunctions<Node>.Acos(Node x) => x.Acos();

    static Node ITrigonometricFunctions<Node>.Atan(Node x) => x.Atan();

    static Node ITrigonometricFunctions<Node>.SinPi(Node x) => SinPi(x);

    static Node ITrigonometricFunctions<Node>.CosPi(Node x) => CosPi(x);

    static Node ITrigonometricFunctions<Node>.TanPi(Node x) => SinPi(x) / CosPi(x);

    static Node ITrigonometricFunctions<Node>.AsinPi(Node x) => x.Asin() / Math.PI;

    static Node ITrigonometricFunctions<Node>.AcosPi(Node x) => x.Acos() / Math.PI;

    static Node ITrigonometricFunctions<Node>.AtanPi(Node x) => x.Atan() / Math.PI;

    static Node ILogarithmicFunctions<Node>.Log(Node x, Node newBase) => x.Log() / newBase.Log();

    static Node IPowerFunctions<Node>.Pow(Node x, Node y) => x.Pow(y);

    static Node IRootFunctions<Node>.Hypot(Node x, Node y) => Hypot(x, y);

    static Node IRootFunctions<Node>.RootN(Node x, int n) => n switch
    {
        0 => x * double.NaN,
        1 => x,
        2 => x.Sqrt(),
        3 => x.Cbrt(),
        _ when int.IsEvenInteger(n) => x.Pow(1.0 / n),
        _ => Where(x, x.Pow(1.0 / n), -(-x).Pow(1.0 / n)),
    };

    static (Node Sin, Node Cos) ITrigonometricFunctions<Node>.SinCos(Node x) => (x.Sin(), x.Cos());

    static (Node SinPi, Node CosPi) ITrigonometricFunctions<Node>.SinCosPi(Node x) => (SinPi(x), CosPi(x));

    /// <summary>sin πx, exactly 0 at whole numbers: the nearest whole number is subtracted first, and the sign follows from it.</summary>
    private static Node SinPi(Node x)
    {
        var whole = x.Round();
        return SignOfWholeTurn(whole) * (Math.PI * (x - whole)).Sin();
    }

    /// <summary>cos πx, exactly 0 halfway between whole numbers.</summary>
    private static Node CosPi(Node x)
    {
        var whole = x.Round();
        return SignOfWholeTurn(whole) * (Math.PI * (0.5 - (x - whole).Abs())).Sin();
    }

    /// <summary>1 for an even number, −1 for an odd one.</summary>
    private static Node SignOfWholeTurn(Node whole) => 1 - 2 * (whole - 2 * (whole / 2).Floor());
}
