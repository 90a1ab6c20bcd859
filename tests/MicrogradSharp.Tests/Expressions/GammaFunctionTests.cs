using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

/// <summary>Compares the gamma functions with values that were computed with 40 digits.</summary>
public sealed class GammaFunctionTests
{
    [Theory]
    [InlineData(1e-300, 690.775527898213705)]
    [InlineData(1e-05, 11.5129196928958256)]
    [InlineData(0.3, 1.09579799481807556)]
    [InlineData(0.9999999999, 5.77215712742817838e-11)]
    [InlineData(1.0000000001, -5.77215712578324404e-11)]
    [InlineData(1.3, -0.108174809507860478)]
    [InlineData(1.9999999999, -4.22784370047553169e-11)]
    [InlineData(2.0000000001, 4.22784370112046587e-11)]
    [InlineData(2.5, 0.28468287047291916)]
    [InlineData(3.7, 1.42807232666538813)]
    [InlineData(7.9, 8.32426586800880963)]
    [InlineData(8.1, 8.7273882634320398)]
    [InlineData(100, 359.134205369575399)]
    [InlineData(10000000000.0, 220258509288.810581)]
    [InlineData(1e300, 6.89775527898213741e302)]
    [InlineData(-1e-05, 11.5129312372091245)]
    [InlineData(-0.5, 1.2655121234846454)]
    [InlineData(-1.5, 0.860047015376481015)]
    [InlineData(-3.7, -1.3797399049658245)]
    [InlineData(-20.3, -41.8872924801352416)]
    [InlineData(-1000.25, -5912.36397004272515)]
    public void The_logarithm_keeps_its_digits(double x, double expected) =>
        GammaFunction.LogGamma(x).ShouldAgree(expected, 1e-14, NearNegativeZeros(x));

    [Theory]
    [InlineData(1e-300, -9.99999999999999975e299)]
    [InlineData(1e-05, -100000.577199215673)]
    [InlineData(0.3, -3.50252422220013312)]
    [InlineData(0.9999999999, -0.577215665066026281)]
    [InlineData(1.0000000001, -0.57721566473703944)]
    [InlineData(1.3, -0.169190888866799605)]
    [InlineData(1.9999999999, 0.422784335033973727)]
    [InlineData(2.0000000001, 0.422784335162960551)]
    [InlineData(2.5, 0.703156640645243187)]
    [InlineData(3.7, 1.16715353936151144)]
    [InlineData(7.9, 2.00223848756357104)]
    [InlineData(8.1, 2.02886745708058143)]
    [InlineData(100, 4.6001618527380874)]
    [InlineData(10000000000.0, 23.0258509298904568)]
    [InlineData(1e300, 690.775527898213705)]
    [InlineData(-1e-05, 99999.4227678856294)]
    [InlineData(-0.5, 0.0364899739785765206)]
    [InlineData(-1.5, 0.703156640645243187)]
    [InlineData(-3.7, -0.845076858870419355)]
    [InlineData(-20.3, 5.31754992423974964)]
    [InlineData(-1000.25, 10.0500976930667059)]
    [InlineData(1.4616321449683622, -9.24126552172942752e-17)]
    [InlineData(1.4616321, -4.35146369587697737e-8)]
    [InlineData(1.47, 0.00806648901136486844)]
    [InlineData(1.2, -0.289039896592188352)]
    [InlineData(1.75, 0.247472453546861164)]
    public void Digamma_keeps_its_digits(double x, double expected) =>
        GammaFunction.Digamma(x).ShouldAgree(expected, 1e-14, NearNegativeZeros(x));

    [Theory]
    [InlineData(1e-300, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(1e-05, 10000000001.6449084, -2000000000000001.91, 5.99999999999999804e20)]
    [InlineData(0.3, 12.2453645461077313, -75.2725365887260389, 743.141764655049777)]
    [InlineData(0.9999999999, 1.64493406708863784, -2.40411380696858256, 6.49393940475545597)]
    [InlineData(1.0000000001, 1.64493406660781504, -2.40411380566979458, 6.49393939977820233)]
    [InlineData(1.3, 1.1342534349966193, -1.19846251465195649, 2.40102391430892631)]
    [InlineData(1.9999999999, 0.64493406688863782, -0.404113806368582515, 0.493939402355455769)]
    [InlineData(2.0000000001, 0.644934066807815052, -0.404113806269794626, 0.493939402178202529)]
    [InlineData(2.5, 0.490357756100234865, -0.236204051641727403, 0.223905848817252051)]
    [InlineData(3.7, 0.310037857670038302, -0.0953953087285540335, 0.0582792179565636141)]
    [InlineData(7.9, 0.134930783456634415, -0.0181790048383226053, 0.00489117806120392255)]
    [InlineData(8.1, 0.131390246576743732, -0.0172388269561119124, 0.00451720094880465921)]
    [InlineData(100, 0.0100501666633335714, -0.000101004999833349997, 2.03019999000133303e-6)]
    [InlineData(10000000000.0, 1.00000000005e-10, -1.0000000001e-20, 2.0000000003e-30)]
    [InlineData(1e300, 9.99999999999999947e-301, -0.0, 0)]
    [InlineData(-1e-05, 10000000001.6449565, 1999999999999997.11, 5.99999999999999804e20)]
    [InlineData(-0.5, 8.93480220054467931, -0.828796644234319996, 193.409091034002437)]
    [InlineData(-1.5, 9.37924664498912375, -0.236204051641727403, 194.594276219187622)]
    [InlineData(-3.7, 14.8424218641242799, -68.8934546886735474, 768.994649440866012)]
    [InlineData(-20.3, 15.0313460326262307, 68.8352336578373078, 769.02069234071532)]
    [InlineData(-1000.25, 19.7382095516997849, 124.025105722697844, 1558.54545654204349)]
    public void Higher_derivatives_keep_their_digits(double x, double first, double second, double third)
    {
        GammaFunction.Polygamma(1, x).ShouldAgree(first, 1e-14, NearNegativeZeros(x));
        GammaFunction.Polygamma(2, x).ShouldAgree(second, 1e-14, NearNegativeZeros(x));
        GammaFunction.Polygamma(3, x).ShouldAgree(third, 1e-14, NearNegativeZeros(x));
    }

    [Fact]
    public void Whole_numbers_give_factorials()
    {
        double factorial = 1;
        for (int n = 1; n <= 170; factorial *= n++) GammaFunction.LogGamma(n).ShouldBeNear(Math.Log(factorial), 2e-15, $"({n} − 1)!");
    }

    [Fact]
    public void The_pieces_meet()
    {
        foreach (double seam in (double[])[0.5, 1.2116, 1.5, 1.7116, 2.5, 8, 10])
        {
            var (below, above) = (seam * (1 - 1e-15), seam * (1 + 1e-15));
            GammaFunction.LogGamma(above).ShouldBeNear(GammaFunction.LogGamma(below), 3e-14);
            GammaFunction.Digamma(above).ShouldBeNear(GammaFunction.Digamma(below), 3e-14);
            GammaFunction.Polygamma(1, above).ShouldBeNear(GammaFunction.Polygamma(1, below), 3e-14);
        }
    }

    /// <summary>Between two poles, next to a zero, only the absolute error is small.</summary>
    private static double NearNegativeZeros(double x) => x < 0 ? 3e-15 : 0;
}
